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

  /** By number: what was added to its ranks. */
  private int[] moves = {};

  /** By number, a multiple of four of them, then by row. */
  private int[][] moved = {};

  private int[][] bins = {};
  private int[] totals = {};

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
      moved = new int[padded][RowBlock.ROWS];
      bins = new int[padded][];
      totals = new int[padded];
      words = new long[padded / LANES][RowBlock.ROWS];
      raw = new long[padded][padded];
    }
    for (int i = width; i < moved.length; i++) {
      Arrays.fill(moved[i], 0);
    }
    this.width = width;
    this.rows = rows;
  }

  /**
   * Sets a number's ranks, which are 2·bin + 1 − regular; 0 where it is missing.
   *
   * @param bins one a row
   * @param regular how many bins are for values
   * @return whether no row misses it
   */
  boolean set(int number, int[] bins, int regular) {
    int middle = regular - 1;
    moves[number] = middle;
    this.bins[number] = bins;
    int[] ranks = moved[number];
    int highest = 0;
    for (int row = 0; row < rows; row++) {
      ranks[row] = 2 * bins[row];
      highest = Math.max(highest, bins[row]);
    }
    boolean complete = highest <= middle;
    for (int row = 0; row < rows && !complete; row++) {
      ranks[row] = missing(number, row) ? middle : 2 * bins[row];
    }
    int total = 0;
    for (int row = 0; row < rows; row++) {
      total += ranks[row];
    }
    totals[number] = total;
    return complete;
  }

  /** Whether a row misses a number. */
  boolean missing(int number, int row) {
    return bins[number][row] > moves[number];
  }

  /** A number's rank in a row. */
  int rank(int number, int row) {
    return moved[number][row] - moves[number];
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
      for (int j = i; j < width; j++) {
        sums.addToProduct(i, j, raw[i][j] - excess(i, j));
      }
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

  /** What moved ranks' products have too much. */
  private double excess(int i, int j) {
    return (double) moves[j] * totals[i]
        + (double) moves[i] * totals[j]
        - (double) rows * moves[i] * moves[j];
  }

  private void multiplyWords(int from, int to) {
    int count = (width + LANES - 1) / LANES;
    for (int word = 0; word < count; word++) {
      int i = LANES * word;
      pack(words[word], moved[i], moved[i + 1], moved[i + 2], moved[i + 3], from, to);
    }
    for (int left = 0; left < count; left++) {
      for (int right = left; right < count; right++) {
        multiply(LANES * left, right, from, to);
      }
    }
  }

  private static void pack(long[] into, int[] a, int[] b, int[] c, int[] d, int from, int to) {
    for (int row = from; row < to; row++) {
      into[row] =
          a[row] | (long) b[row] << BITS | (long) c[row] << 2 * BITS | (long) d[row] << 3 * BITS;
    }
  }

  /** Four numbers times four others. */
  private void multiply(int i, int right, int from, int to) {
    long[] word = words[right];
    int[] a = moved[i];
    int[] b = moved[i + 1];
    int[] c = moved[i + 2];
    int[] d = moved[i + 3];
    long first = 0;
    long second = 0;
    long third = 0;
    long fourth = 0;
    for (int row = from; row < to; row++) {
      first += word[row] * a[row];
      second += word[row] * b[row];
      third += word[row] * c[row];
      fourth += word[row] * d[row];
    }
    addLanes(raw[i], LANES * right, first);
    addLanes(raw[i + 1], LANES * right, second);
    addLanes(raw[i + 2], LANES * right, third);
    addLanes(raw[i + 3], LANES * right, fourth);
  }

  private static void addLanes(long[] line, int from, long lanes) {
    for (int lane = 0; lane < LANES; lane++) {
      line[from + lane] += lanes >>> lane * BITS & LANE;
    }
  }

  private void multiplySingly() {
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        for (int row = 0; row < rows; row++) {
          raw[i][j] += (long) moved[i][row] * moved[j][row];
        }
      }
    }
  }
}
