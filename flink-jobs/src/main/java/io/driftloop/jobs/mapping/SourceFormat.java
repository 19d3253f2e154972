package io.driftloop.jobs.mapping;

/** How the records of a source are written. */
public enum SourceFormat {
  /** As Driftloop's own records; nothing is mapped. */
  DRIFTLOOP,
  /** One JSON object a record. */
  JSON,
  /** One record of a foreign Avro schema, in binary encoding. */
  AVRO
}
