package io.driftloop.jobs.mapping;

import io.driftloop.schemas.codec.TreeReader;
import io.driftloop.schemas.codec.UndecodableException;
import org.apache.avro.Schema;

/** Records of one foreign Avro schema, in binary encoding. */
final class AvroFormat implements DocumentFormat {
  private static final long serialVersionUID = 1L;

  private final Schema schema;
  private final AvroHeader header;
  private transient TreeReader reader;

  /**
   * Records of a schema.
   *
   * @param schema the schema that the records are written with
   */
  AvroFormat(Schema schema, AvroHeader header) {
    this.schema = schema;
    this.header = header;
  }

  @Override
  public Object read(byte[] bytes) throws UndecodableException {
    if (bytes == null) {
      throw new UndecodableException("the record is empty");
    }
    if (reader == null) {
      reader = new TreeReader(schema);
    }
    return reader.read(bytes, header.skip(bytes));
  }

  @Override
  public boolean mayHave(FieldPath path) {
    return path.fits(schema);
  }
}
