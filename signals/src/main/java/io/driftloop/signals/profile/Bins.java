package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.TreeSet;

/**
 * How the values of one feature fall into bins. Edges come from the reference and stay: edges taken
 * from the window under test would make scores incomparable and let one outlier hide a shift. The
 * end bins are open; missing and unseen values have bins of their own behind the regular ones.
 */
public final class Bins {
  private static final int MAX_BINS = 1 << 20;

  private final float[] edges;
  private final int categories;
  private final Range range;
  private final Limits limits;

  private Bins(float[] edges, int categories, Range range) {
    this.edges = edges;
    this.categories = categories;
    this.range = range;
    limits = categories > 0 ? null : Limits.of(edges, range).orElse(null);
  }

  /** One bin for each of {@code categories} indices, counted from 0. */
  public static Bins ofCategories(int categories) {
    if (categories < 1) {
      throw new IllegalArgumentException("a categorical feature needs at least one category");
    }
    return new Bins(new float[0], categories, Range.UNKNOWN);
  }

  /**
   * Bins of about equal counts in {@code sample}. A value that alone fills more than a bin, such as
   * the zeros of a mostly absent amount or the maximum of a clipped one, gets an edge on both
   * sides, so that a shift away from it shows in either direction.
   *
   * @param sample reference values; what is not finite is left out
   * @param bins bins wanted, at least 2; fewer come out where values repeat
   */
  public static Bins ofQuantiles(float[] sample, int bins) {
    if (bins < 2) {
      throw new IllegalArgumentException("at least 2 bins are needed to see a shift");
    }
    float[] sorted = finite(sample);
    TreeSet<Float> edges = new TreeSet<>();
    for (int i = 1; i < bins && sorted.length > 0; i++) {
      float edge = sorted[(int) ((long) i * sorted.length / bins)];
      edges.add(edge);
      if (count(sorted, edge) * bins > sorted.length) {
        edges.add(Math.nextDown(edge));
      }
    }
    float[] array = new float[edges.size()];
    int i = 0;
    for (float edge : edges) {
      array[i++] = edge;
    }
    return new Bins(array, 0, Range.ofSorted(sorted));
  }

  /**
   * Bins between these edges, for who knows the quantiles but has no sample.
   *
   * @param edges inner edges, strictly ascending, no NaN; may be empty
   * @param range where the reference's values lay
   */
  public static Bins ofEdges(float[] edges, Range range) {
    if (!ascend(edges)) {
      throw new IllegalArgumentException("bin edges do not ascend");
    }
    return new Bins(edges.clone(), 0, range);
  }

  private static boolean ascend(float[] edges) {
    for (int i = 0; i < edges.length; i++) {
      if (Float.isNaN(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
        return false;
      }
    }
    return true;
  }

  private static long count(float[] values, float wanted) {
    long count = 0;
    for (float value : values) {
      if (value == wanted) {
        count++;
      }
    }
    return count;
  }

  private static float[] finite(float[] sample) {
    float[] kept = new float[sample.length];
    int n = 0;
    for (float value : sample) {
      if (Float.isFinite(value)) {
        kept[n++] = value == 0f ? 0f : value;
      }
    }
    float[] sorted = Arrays.copyOf(kept, n);
    Arrays.sort(sorted);
    return sorted;
  }

  public boolean categorical() {
    return categories > 0;
  }

  /** Bins for values, without those for missing and unseen. */
  public int regular() {
    return categorical() ? categories : edges.length + 1;
  }

  public int missing() {
    return regular();
  }

  public int unseen() {
    return regular() + 1;
  }

  /** All bins. */
  public int size() {
    return regular() + 2;
  }

  /** The bin of a value: a number falls into the first bin whose upper edge it does not exceed. */
  public int indexOf(float value) {
    if (Float.isNaN(value)) {
      return missing();
    }
    if (categorical()) {
      boolean seen = value >= 0 && value < categories && value == (int) value;
      return seen ? (int) value : unseen();
    }
    return searchBelow(value);
  }

  /** A binary search without a branch on what it finds, which no processor could foresee. */
  private int searchBelow(float value) {
    int below = 0;
    int length = edges.length;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      below += edges[below + half - 1] < value ? half : 0;
      length -= half;
    }
    return below;
  }

  /** The inner edges, ascending; empty for a categorical feature. */
  public float[] edges() {
    return edges.clone();
  }

  /** Where the reference's values lay; {@link Range#UNKNOWN} for a category. */
  public Range range() {
    return range;
  }

  /** Edges and range as one; null for a category, and where edges are too many. */
  Limits limits() {
    return limits;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(categories);
    out.writeInt(edges.length);
    for (float edge : edges) {
      out.writeFloat(edge);
    }
    range.write(out);
  }

  static Bins read(DataInput in) throws IOException {
    return read(in, true);
  }

  /** Reads bins of a reference profile of format 1. */
  static Bins readWithoutRange(DataInput in) throws IOException {
    return read(in, false);
  }

  private static Bins read(DataInput in, boolean withRange) throws IOException {
    int categories = Wire.readSize(in, MAX_BINS);
    float[] edges = new float[Wire.readSize(in, MAX_BINS)];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = in.readFloat();
    }
    if (!ascend(edges)) {
      throw new IOException("bin edges do not ascend");
    }
    if (categories > 0 && edges.length > 0) {
      throw new IOException("bins have both categories and edges");
    }
    return new Bins(edges, categories, withRange ? Range.read(in) : Range.UNKNOWN);
  }
}
