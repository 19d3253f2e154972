package io.driftloop.schemas.row;

/** A label as the jobs carry it; see {@link RequestRow} for why it is no generated record. */
public final class LabelRow {
  public String id;
  public String model;
  public String label;
  public String labeler;

  /** When the label became known, in milliseconds since 1970-01-01T00:00Z. */
  public long knownAt;
}
