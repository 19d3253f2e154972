package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.Lanes;
import java.util.List;

/**
 * Rows that a profile takes in together, feature by feature: a feature's limits and counts are at
 * hand for all of its values, and the search for their bins is a loop of vectors, which takes some
 * hundred values to pay off.
 *
 * <p>Profiles that one thread fills may share a block, which then stays in the processor's cache:
 * between two fillings it holds nothing.
 */
public final class RowBlock {
  /** Rows taken in together at most. */
  public static final int ROWS = 128;

  /** By feature, then by row: the bits of values, as a compiler makes vectors of whole numbers. */
  private int[][] bits = {};

  /** By feature, then by row. */
  private int[][] ranks = {};

  /** By feature: the first value, and the sums of what others are more, and of its squares. */
  private double[] firsts = {};

  private double[] sums = {};
  private double[] squares = {};

  /** By feature: whether no row misses it. */
  private boolean[] complete = {};

  private final double[] column = new double[ROWS];
  private final int[] columnBits = new int[ROWS];
  private final int[] columnRanks = new int[ROWS];
  private final int[] rowOf = new int[ROWS];
  private final Places places;
  private final RankProducts products;
  private final ScoreBlock scores = new ScoreBlock();
  private final FourierRow fourierRow = new FourierRow();
  private int rows;

  /** Whether there are sums of these rows. */
  private boolean summed;

  public RowBlock() {
    this(Lanes.AVAILABLE);
  }

  /**
   * @param inLanes only where there are {@link Lanes}
   */
  RowBlock(boolean inLanes) {
    places = new Places(ROWS, inLanes);
    products = new RankProducts(inLanes);
  }

  /**
   * Takes the place of the rows that are here, if any.
   *
   * @param from row after row, each of {@code stride} numbers of which the first are its features
   * @param count at most {@link #ROWS}
   * @return this
   */
  public RowBlock fill(float[] from, int features, int stride, int count) {
    makeRoom(features);
    for (int i = 0; i < features; i++) {
      fill(i, from, stride, count);
    }
    rows = count;
    summed = true;
    return this;
  }

  /** Sums up what it copies, two sums at a time, which costs little more than copying. */
  private void fill(int feature, float[] from, int stride, int count) {
    int[] to = bits[feature];
    double first = count == 0 ? 0 : from[feature];
    double evenSum = 0;
    double oddSum = 0;
    double evenSquares = 0;
    double oddSquares = 0;
    int at = feature;
    for (int row = 0; row < count - 1; row += 2, at += 2 * stride) {
      float even = from[at];
      float odd = from[at + stride];
      to[row] = Float.floatToRawIntBits(even);
      to[row + 1] = Float.floatToRawIntBits(odd);
      double more = even - first;
      double oddMore = odd - first;
      evenSum += more;
      oddSum += oddMore;
      evenSquares += more * more;
      oddSquares += oddMore * oddMore;
    }
    if (count % 2 == 1) {
      to[count - 1] = Float.floatToRawIntBits(from[at]);
      evenSum += from[at] - first;
      evenSquares += (from[at] - first) * (from[at] - first);
    }
    firsts[feature] = first;
    sums[feature] = evenSum + oddSum;
    squares[feature] = evenSquares + oddSquares;
  }

  private void makeRoom(int features) {
    if (bits.length < features) {
      bits = new int[features][ROWS];
      ranks = new int[features][ROWS];
      complete = new boolean[features];
      firsts = new double[features];
      sums = new double[features];
      squares = new double[features];
    }
  }

  /** Adds a row; the block must not be full. */
  void add(float[] features) {
    makeRoom(features.length);
    summed = false;
    for (int i = 0; i < features.length; i++) {
      bits[i][rows] = Float.floatToRawIntBits(features[i]);
    }
    rows++;
  }

  boolean full() {
    return rows == ROWS;
  }

  /** Rows that were added since the last {@link #clear}. */
  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
  }

  /** The bits of a feature's values, one a row. */
  int[] bits(int feature) {
    return bits[feature];
  }

  /**
   * Twice the bin of each value of a number, one a row, once all features are counted; of a missing
   * one, what is halfway between the first's and the last's.
   */
  int[] ranks(int feature) {
    return ranks[feature];
  }

  /** Whether no row misses a feature, once all are counted. */
  boolean complete(int feature) {
    return complete[feature];
  }

  /** The scores of these rows, for those who fill them in. */
  public ScoreBlock scores() {
    return scores;
  }

  /** Room for one row after the other. */
  public FourierRow fourierRow() {
    return fourierRow;
  }

  /** To multiply these rows' ranks in. */
  RankProducts products() {
    return products;
  }

  /**
   * Counts all features' values over these bins, one a feature.
   *
   * @param numbers what bins cannot say; null for a category, and where nothing is known of it
   */
  void count(List<Bins> known, long[][] counts, NumberProfile[] numbers) {
    for (int i = 0; i < counts.length; i++) {
      complete[i] = true;
      count(i, known.get(i), counts[i], numbers[i]);
    }
  }

  private void count(int feature, Bins known, long[] counts, NumberProfile number) {
    if (number == null || known.limits().isEmpty()) {
      for (int row = 0; row < rows; row++) {
        countOne(feature, row, known, counts, number);
      }
      return;
    }
    Limits limits = known.limits().get();
    if (addToMoments(feature, number.moments())) {
      limits.place(bits[feature], rows, places, ranks[feature]);
      limits.count(places, counts, number);
    } else {
      countFinite(feature, known, limits, counts, number);
    }
  }

  /** Adds all values, if they are finite. */
  private boolean addToMoments(int feature, Moments moments) {
    if (summed) {
      return moments.addSums(rows, firsts[feature], sums[feature], squares[feature]);
    }
    for (int row = 0; row < rows; row++) {
      column[row] = value(feature, row);
    }
    return moments.addFinite(column, rows);
  }

  private float value(int feature, int row) {
    return Float.intBitsToFloat(bits[feature][row]);
  }

  /** The same where some values are missing or infinite, which are counted one by one. */
  private void countFinite(
      int feature, Bins known, Limits limits, long[] counts, NumberProfile number) {
    int finite = 0;
    for (int row = 0; row < rows; row++) {
      float value = value(feature, row);
      if (Float.isFinite(value)) {
        column[finite] = value;
        columnBits[finite] = bits[feature][row];
        rowOf[finite++] = row;
      } else {
        countOne(feature, row, known, counts, number);
      }
    }
    number.moments().addFinite(column, finite);
    limits.place(columnBits, finite, places, columnRanks);
    limits.count(places, counts, number);
    for (int i = 0; i < finite; i++) {
      ranks[feature][rowOf[i]] = columnRanks[i];
    }
  }

  private void countOne(int feature, int row, Bins known, long[] counts, NumberProfile number) {
    float value = value(feature, row);
    int bin = known.indexOf(value);
    boolean missing = bin >= known.regular();
    counts[bin]++;
    complete[feature] &= !missing;
    ranks[feature][row] = missing ? known.regular() - 1 : 2 * bin;
    if (number != null && !missing) {
      number.add(value, known.range());
    }
  }
}
