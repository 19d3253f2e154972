package io.driftloop.signals.profile;

import io.driftloop.signals.lanes.Lanes;
import java.util.List;

/**
 * Rows that a profile takes in together, feature by feature: a feature's limits and counts are at
 * hand for all of its values, and the search for their bins is a loop of vectors, which takes some
 * hundred values to pay off.
 *
 * <p>Profiles that one thread fills may share a block, which then stays in the processor's cache:
 * once its rows are counted it holds nothing.
 */
public final class RowBlock {
  /** Rows taken in together at most. */
  public static final int ROWS = 128;

  /** By feature, then by row: the bits of values, as a compiler makes vectors of whole numbers. */
  private int[][] bits = {};

  /** By feature, then by row. */
  private int[][] ranks = {};

  /** Of the feature at hand: the first value, the sum of what others are more, and of squares. */
  private double first;

  private double sum;
  private double squares;

  /** By feature: whether no row misses it. */
  private boolean[] complete = {};

  private final double[] column = new double[ROWS];
  private final int[] columnBits = new int[ROWS];
  private final int[] columnRanks = new int[ROWS];
  private final int[] rowOf = new int[ROWS];
  private final Places places;

  /** That of the feature at hand. */
  private final NumberProfile number = new NumberProfile();

  private final RankProducts products;
  private final ScoreBlock scores = new ScoreBlock();
  private final FourierRow fourierRow = new FourierRow();

  /** Row after row, each of {@code stride} numbers of which the first are its features. */
  private float[] values = {};

  private int stride;
  private int rows;

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
   * Takes rows in, in place of those that are here, if any.
   *
   * @param values row after row, each of {@code stride} numbers of which the first are its
   *     features; read when the rows are counted
   * @param count at most {@link #ROWS}
   * @return this
   */
  public RowBlock take(float[] values, int features, int stride, int count) {
    makeRoom(features);
    this.values = values;
    this.stride = stride;
    rows = count;
    return this;
  }

  /** Sums up what it copies, two sums at a time, which costs little more than copying. */
  private void copy(int feature, float[] from, int[] to) {
    double about = rows == 0 ? 0 : from[feature];
    double evenSum = 0;
    double oddSum = 0;
    double evenSquares = 0;
    double oddSquares = 0;
    int at = feature;
    for (int row = 0; row < rows - 1; row += 2, at += 2 * stride) {
      float even = from[at];
      float odd = from[at + stride];
      to[row] = Float.floatToRawIntBits(even);
      to[row + 1] = Float.floatToRawIntBits(odd);
      double more = even - about;
      double oddMore = odd - about;
      evenSum += more;
      oddSum += oddMore;
      evenSquares += more * more;
      oddSquares += oddMore * oddMore;
    }
    if (rows % 2 == 1) {
      to[rows - 1] = Float.floatToRawIntBits(from[at]);
      evenSum += from[at] - about;
      evenSquares += (from[at] - about) * (from[at] - about);
    }
    first = about;
    sum = evenSum + oddSum;
    squares = evenSquares + oddSquares;
  }

  private void makeRoom(int features) {
    if (bits.length < features) {
      bits = new int[features][ROWS];
      ranks = new int[features][ROWS];
      complete = new boolean[features];
    }
  }

  /** Rows that are not counted yet. */
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
   * Counts all features' values.
   *
   * @param known what they are counted over, one a feature
   */
  void count(List<Bins> known, FeatureCounts counts) {
    for (int i = 0; i < counts.features(); i++) {
      complete[i] = true;
      copy(i, values, bits[i]);
      if (counts.isNumber(i)) {
        counts.take(i, number);
        count(i, known.get(i), counts, number);
        counts.put(i, number);
      } else {
        countOneByOne(i, known.get(i), counts, null);
      }
    }
  }

  private void count(int feature, Bins known, FeatureCounts counts, NumberProfile number) {
    Limits limits = known.limits();
    if (limits == null) {
      countOneByOne(feature, known, counts, number);
    } else if (number.moments().addSums(rows, first, sum, squares)) {
      limits.place(bits[feature], rows, places, ranks[feature]);
      limits.count(places, counts.bins(), counts.start(feature), number);
    } else {
      countFinite(feature, known, limits, counts, number);
    }
  }

  private float value(int feature, int row) {
    return Float.intBitsToFloat(bits[feature][row]);
  }

  /** The same where some values are missing or infinite, which are counted one by one. */
  private void countFinite(
      int feature, Bins known, Limits limits, FeatureCounts counts, NumberProfile number) {
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
    limits.count(places, counts.bins(), counts.start(feature), number);
    for (int i = 0; i < finite; i++) {
      ranks[feature][rowOf[i]] = columnRanks[i];
    }
  }

  private void countOneByOne(int feature, Bins known, FeatureCounts counts, NumberProfile number) {
    for (int row = 0; row < rows; row++) {
      countOne(feature, row, known, counts, number);
    }
  }

  /**
   * @param number null for a category, and where nothing is known of it
   */
  private void countOne(
      int feature, int row, Bins known, FeatureCounts counts, NumberProfile number) {
    float value = value(feature, row);
    int bin = known.indexOf(value);
    boolean missing = bin >= known.regular();
    counts.bins()[counts.start(feature) + bin]++;
    complete[feature] &= !missing;
    ranks[feature][row] = missing ? known.regular() - 1 : 2 * bin;
    if (number != null && !missing) {
      number.add(value, known.range());
    }
  }
}
