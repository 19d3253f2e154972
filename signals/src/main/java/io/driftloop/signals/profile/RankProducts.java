package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.Lanes;
import io.driftloop.signals.lanes.ProductLanes;
import java.util.Arrays;

/**
 * The sums of a block of rows that {@link RankSums} is made of. Ranks are small whole numbers,
 * moved to where none is negative. Where there are no {@link Lanes}, four of them lie side by side
 * in a word, and one multiplication gives four products (multiple data in one word: Lamport 1975).
 */
final class RankProducts {
  private static final int PER_WORD = 4;
  private static final int BITS = 16;
  private static final long LANE = (1 << BITS) - 1;

  /** Padding, where numbers are no multiple of four. */
  private final int[] zeros = new int[RowBlock.ROWS];

  /** Null where all is multiplied in words. */
  private final ProductLanes lanes;

  /** By number: what was added to its ranks. */
  private int[] moves = {};

  /** By number, a multiple of four of them: its moved ranks, one a row. */
  private int[][] moved = {};

  /** By number: the bits of what the ranks are of, one a row. */
  private int[][] bits = {};

  private long[] totals = {};

  /** By four numbers, then by row. */
  private long[][] words = {};

  /** One number's moved ranks, as wide as a word. */
  private final long[] wide = new long[RowBlock.ROWS];

  /** Products of moved ranks. */
  private long[][] raw = {};

  private int width;
  private int rows;

  /**
   * @param inLanes only where there are {@link Lanes}
   */
  RankProducts(boolean inLanes) {
    lanes = inLanes ? new ProductLanes() : null;
  }

  /** Begins with rows of so many numbers. */
  void begin(int width, int rows) {
    if (moves.length < width) {
      int padded = (width + PER_WORD - 1) / PER_WORD * PER_WORD;
      moves = new int[padded];
      moved = new int[padded][];
      bits = new int[padded][];
      totals = new long[padded];
      words = new long[padded / PER_WORD][RowBlock.ROWS];
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
   * @param bits of what they are of; NaN is missing
   * @param regular how many bins are for values
   */
  void set(int number, int[] ranks, int[] bits, int regular) {
    moves[number] = regular - 1;
    moved[number] = ranks;
    this.bits[number] = bits;
  }

  /** Whether a row misses a number. */
  boolean missing(int number, int row) {
    return Float.isNaN(Float.intBitsToFloat(bits[number][row]));
  }

  /** A number's rank in a row. */
  int rank(int number, int row) {
    return moved[number][row] - moves[number];
  }

  int rows() {
    return rows;
  }

  /** Adds the sums of all rows, and of their products; of as many numbers as there are here. */
  void addTo(PairSums sums) {
    long most = most();
    if (lanes != null && most <= ProductLanes.most()) {
      lanes.sum(moved, width, rows, totals, raw);
    } else {
      multiplyInWords(most);
    }
    for (int i = 0; i < width; i++) {
      sums.addToSum(i, totals[i] - (double) rows * moves[i]);
      takeExcess(i, raw[i]);
      sums.addToProducts(i, raw[i]);
    }
  }

  /** The largest that a moved rank can be. */
  private long most() {
    long most = 1;
    for (int i = 0; i < width; i++) {
      most = Math.max(most, 2L * moves[i]);
    }
    return most;
  }

  /** Sums up the moved ranks and their products where there are no lanes, or too narrow ones. */
  private void multiplyInWords(long most) {
    for (int i = 0; i < width; i++) {
      Arrays.fill(raw[i], 0);
      totals[i] = total(moved[i]);
    }
    int together = (int) Math.min(rows, LANE / (most * most));
    for (int from = 0; from < rows && together > 0; from += together) {
      multiplyWords(from, Math.min(rows, from + together));
    }
    if (together == 0) {
      multiplySingly();
    }
  }

  private long total(int[] ranks) {
    long total = 0;
    for (int row = 0; row < rows; row++) {
      total += ranks[row];
    }
    return total;
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
    int count = (width + PER_WORD - 1) / PER_WORD;
    for (int word = 0; word < count; word++) {
      int i = PER_WORD * word;
      pack(words[word], moved[i], moved[i + 1], moved[i + 2], moved[i + 3], from, to);
    }
    for (int i = 0; i < width; i++) {
      widen(moved[i], from, to);
      for (int right = i / PER_WORD; right < count; right++) {
        addLanes(raw[i], PER_WORD * right, multiply(words[right], wide, from, to));
      }
    }
  }

  private void widen(int[] ranks, int from, int to) {
    for (int row = from; row < to; row++) {
      wide[row] = ranks[row];
    }
  }

  private static void pack(long[] into, int[] a, int[] b, int[] c, int[] d, int from, int to) {
    for (int row = from; row < to; row++) {
      long left = c[row] | (long) d[row] << BITS;
      into[row] = a[row] | (long) b[row] << BITS | left << 2 * BITS;
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
        raw[i][j] = multiply(moved[j], moved[i]);
      }
    }
  }

  private long multiply(int[] first, int[] second) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (long) first[row] * second[row];
    }
    return sum;
  }
}
