package io.driftloop.retrain;

import io.driftloop.serving.packaging.Sha256;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Labelled rows in the order of time, then of id: the same rows are always the same data set. */
public final class TrainingSet {

  /**
   * A labelled row.
   *
   * @param revision 0 for the first label of an id, one more for every correction
   * @param eventTime milliseconds since 1970-01-01T00:00Z
   * @param features raw positional features
   * @param label the label's class index
   * @param segments what people compare but no model is fitted to, name to value
   */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared; millions of boxes otherwise.
  public record Row(
      String id,
      int revision,
      long eventTime,
      float[] features,
      int label,
      Map<String, String> segments) {

    /** A row of no segment. */
    public Row(String id, int revision, long eventTime, float[] features, int label) {
      this(id, revision, eventTime, features, label, Map.of());
    }
  }

  private static final Comparator<Row> ORDER =
      Comparator.comparingLong(Row::eventTime).thenComparing(Row::id);

  private final List<Row> rows;

  private TrainingSet(List<Row> rows) {
    this.rows = rows;
  }

  /** A set of rows with different ids, in any order. */
  public static TrainingSet of(Collection<Row> rows) {
    return new TrainingSet(rows.stream().sorted(ORDER).toList());
  }

  /** Some of these rows, still in order. */
  public TrainingSet slice(int from, int to) {
    return new TrainingSet(rows.subList(from, to));
  }

  public int size() {
    return rows.size();
  }

  /** Raw features, one row each. */
  public float[][] features() {
    return rows.stream().map(Row::features).toArray(float[][]::new);
  }

  /** Class indices, one a row. */
  public int[] labels() {
    return rows.stream().mapToInt(Row::label).toArray();
  }

  /** Segments, one map a row. */
  public List<Map<String, String>> segments() {
    return rows.stream().map(Row::segments).toList();
  }

  /** Event times in milliseconds since 1970-01-01T00:00Z, one a row. */
  public long[] eventTimes() {
    return rows.stream().mapToLong(Row::eventTime).toArray();
  }

  /** Different classes among the labels. */
  public long distinctLabels() {
    return rows.stream().mapToInt(Row::label).distinct().count();
  }

  /** SHA-256 over ids, revisions and labels in order, lower-case hexadecimal. */
  public String fingerprint() {
    DigestOutputStream digest =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
    try (DataOutputStream out = new DataOutputStream(digest)) {
      for (Row row : rows) {
        byte[] id = row.id().getBytes(StandardCharsets.UTF_8);
        out.writeInt(id.length);
        out.write(id);
        out.writeInt(row.revision());
        out.writeInt(row.label());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.hex(digest.getMessageDigest().digest());
  }
}
