package io.driftloop.signals.profile;

import java.util.Arrays;

/**
 * The sums of a block of rows that {@link RankSums} is made of. Ranks are small whole numbers:
 * moved to where none is negative, four of them lie side by side in a word, and one multiplication
 * gives four products (multiple data in one word: Lamport 1975).
 */
final class RankProducts {
  private static final int LANES = 4;
  private static final int BITS = 16;
  private static final long LANE = (1 << BITS) - 1;

  /** Padding, where numbers are no multiple of four. */
  private final long[] zeros = new long[RowBlock.ROWS];

  /** By number: what was added to its ranks. */
  private int[] moves = {};

  /** By number, a multiple of four of them: its moved ranks, one a row. */
  private long[][] moved = {};

  /** By number: what the ranks are of, one a row. */
  private double[][] values = {};

  private long[] totals = {};

  /** By four numbers, then by row. */
  private long[][] words = {};

  /** Products of moved ranks. */
  private long[][] raw = {};

  private int width;
  private int rows;

  /** Begins with rows of so many numbers. */
  void begin(int width, int rows) {
    if (moves.length < width) {
      int padded = (width + LANES - 1) / LANES * LANES;
      moves = new int[padded];
      moved = new long[padded][];
      values = new double[padded][];
      totals = new long[padded];
      words = new long[padded / LANES][RowBlock.ROWS];
      raw = new long[padded][padded];
    }
    Arrays.fill(moved, width, moved.length, zeros);
    this.width = width;
    this.rows = rows;
  }

  /**
   * Sets a number's ranks, which are 2·bin + 1 − regular; 0 where it is missing.
   *
   * @param ranks one a row, moved by {@code regular - 1}
   * @param values what they are of; NaN is missing
   * @param regular how many bins are for values
   */
  void set(int number, long[] ranks, double[] values, int regular) {
    moves[number] = regular - 1;
    moved[number] = ranks;
    this.values[number] = values;
    totals[number] = total(ranks, rows);
  }

  private static long total(long[] ranks, int rows) {
    long total = 0;
    for (int row = 0; row < rows; row++) {
      total += ranks[row];
    }
    return total;
  }

  /** Whether a row misses a number. */
  boolean missing(int number, int row) {
    return Double.isNaN(values[number][row]);
  }

  /** A number's rank in a row. */
  int rank(int number, int row) {
    return (int) moved[number][row] - moves[number];
  }

  int rows() {
    return rows;
  }

  /** Adds the sums of all rows, and of their products. */
  void addTo(ProductSums sums) {
    for (int i = 0; i < width; i++) {
      Arrays.fill(raw[i], 0);
    }
    int together = together();
    for (int from = 0; from < rows && together > 0; from += together) {
      multiplyWords(from, Math.min(rows, from + together));
    }
    if (together == 0) {
      multiplySingly();
    }
    for (int i = 0; i < width; i++) {
      sums.addToSum(i, totals[i] - (double) rows * moves[i]);
      takeExcess(i, raw[i]);
      sums.addToProducts(i, raw[i], width);
    }
  }

  /** Rows whose products fit into a lane; 0 where not even one's do. */
  private int together() {
    long most = 1;
    for (int i = 0; i < width; i++) {
      most = Math.max(most, 2L * moves[i]);
    }
    return (int) Math.min(rows, LANE / (most * most));
  }

  /** Takes from the products of moved ranks what they have too much. */
  private void takeExcess(int i, long[] products) {
    long move = moves[i];
    long total = totals[i];
    long rest = total - rows * move;
    for (int j = i; j < width; j++) {
      products[j] -= moves[j] * rest + move * totals[j];
    }
  }

  private void multiplyWords(int from, int to) {
    int count = (width + LANES - 1) / LANES;
    for (int word = 0; word < count; word++) {
      int i = LANES * word;
      pack(words[word], moved[i], moved[i + 1], moved[i + 2], moved[i + 3], from, to);
    }
    for (int i = 0; i < width; i++) {
      for (int right = i / LANES; right < count; right++) {
        addLanes(raw[i], LANES * right, multiply(words[right], moved[i], from, to));
      }
    }
  }

  private static void pack(long[] into, long[] a, long[] b, long[] c, long[] d, int from, int to) {
    for (int row = from; row < to; row++) {
      into[row] = a[row] | b[row] << BITS | c[row] << 2 * BITS | d[row] << 3 * BITS;
    }
  }

  /** A number times four others. */
  private static long multiply(long[] word, long[] ranks, int from, int to) {
    long lanes = 0;
    for (int row = from; row < to; row++) {
      lanes += word[row] * ranks[row];
    }
    return lanes;
  }

  private static void addLanes(long[] line, int from, long lanes) {
    line[from] += lanes & LANE;
    line[from + 1] += lanes >>> BITS & LANE;
    line[from + 2] += lanes >>> 2 * BITS & LANE;
    line[from + 3] += lanes >>> 3 * BITS & LANE;
  }

  private void multiplySingly() {
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        raw[i][j] += multiply(moved[j], moved[i], 0, rows);
      }
    }
  }
}
