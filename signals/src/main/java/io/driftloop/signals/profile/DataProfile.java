package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What a window's (or the training data's) features and scores look like: a histogram a feature
 * over the reference's bins, moments and range counts a number, correlations of numbers, predicted
 * classes, and how sure the model was. Its size depends on features, bins and classes only, never
 * on rows. Rows are taken in together, some at a time; adding one allocates nothing.
 */
public final class DataProfile implements Profile<DataProfile> {
  private final FeatureCounts counts;
  private final ScoreProfile scores;
  private long[] slots;
  private RankCorrelation correlation;
  private long rows;

  /** Rows that are not counted yet, one after the other; null where none are. */
  private float[] waiting;

  private int rowsWaiting;

  /** Counts them. */
  private RowBlock block;

  /** What waiting rows are for. */
  private List<Bins> bins;

  /**
   * @param correlation null where correlations are not kept
   */
  DataProfile(
      long rows,
      FeatureCounts counts,
      ScoreProfile scores,
      long[] slots,
      RankCorrelation correlation) {
    this.rows = rows;
    this.counts = counts;
    this.scores = scores;
    this.slots = slots;
    this.correlation = correlation;
  }

  /**
   * An empty profile over these bins (one a feature) and a number of classes, with correlations of
   * as many numbers as can be.
   */
  public static DataProfile empty(List<Bins> bins, int classes) {
    return empty(bins, classes, RankCorrelation.MOST, 0);
  }

  /**
   * An empty profile.
   *
   * @param bins one a feature
   * @param correlated numbers to correlate at most; 0 saves their cost
   * @param slots slots of the season whose rows are counted; 0 for none
   */
  public static DataProfile empty(List<Bins> bins, int classes, int correlated, int slots) {
    return new DataProfile(
        0,
        FeatureCounts.empty(bins),
        new ScoreProfile(classes),
        new long[slots],
        correlated == 0 ? null : RankCorrelation.of(bins, correlated));
  }

  /**
   * Adds a row's features.
   *
   * @param bins the bins that this profile was made with
   * @param features one value a feature; NaN is missing
   */
  public void addFeatures(List<Bins> bins, float[] features) {
    if (features.length != features()) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, features()));
    }
    if (block == null) {
      block = new RowBlock();
      waiting = new float[RowBlock.ROWS * features.length];
    }
    this.bins = bins;
    System.arraycopy(features, 0, waiting, rowsWaiting * features.length, features.length);
    rows++;
    rowsWaiting++;
    if (rowsWaiting == RowBlock.ROWS) {
      countWaiting();
    }
  }

  private void countWaiting() {
    count(bins, block.take(waiting, features(), features(), rowsWaiting));
    rowsWaiting = 0;
  }

  /**
   * Adds the features of all rows of a block, which is empty then.
   *
   * @param bins the bins that this profile was made with
   */
  public void addFeatures(List<Bins> bins, RowBlock block) {
    rows += block.rows();
    count(bins, block);
  }

  private void count(List<Bins> bins, RowBlock block) {
    block.count(bins, counts);
    if (correlation != null) {
      correlation.add(block);
    }
    block.clear();
  }

  /** Counts the rows that wait, so that reading changes nothing. */
  void settle() {
    if (rowsWaiting > 0) {
      countWaiting();
    }
    block = null;
    waiting = null;
  }

  /** Adds a row's class probabilities, one a class, which add up to 1. */
  public void addScores(float[] row) {
    scores.add(row);
  }

  /** Adds the class probabilities of all rows of a block. */
  public void addScores(ScoreBlock block) {
    scores.add(block);
  }

  /** Counts a row in a slot of the season, see {@link SeasonalReference#slot}. */
  public void addSlot(int slot) {
    if (slot < 0 || slot >= slots.length) {
      throw new IllegalArgumentException(
          "slot %d, outside of %d slots".formatted(slot, slots.length));
    }
    slots[slot]++;
  }

  @Override
  public void merge(DataProfile other) {
    if (other.features() != features()) {
      throw new IllegalArgumentException("profiles of different features do not merge");
    }
    settle();
    other.settle();
    counts.merge(other.counts);
    if (other.correlation != null) {
      correlation = correlation == null ? other.correlation.empty() : correlation;
      correlation.merge(other.correlation);
    }
    scores.merge(other.scores);
    mergeSlots(other.slots);
    rows += other.rows;
  }

  private void mergeSlots(long[] other) {
    if (slots.length == 0) {
      slots = other.clone();
    } else if (other.length > 0) {
      addAll(slots, other);
    }
  }

  static void addAll(long[] into, long[] from) {
    if (into.length != from.length) {
      throw new IllegalArgumentException("profiles over different bins do not merge");
    }
    for (int i = 0; i < into.length; i++) {
      into[i] += from[i];
    }
  }

  @Override
  public long rows() {
    return rows;
  }

  public int features() {
    return counts.features();
  }

  /** Counts of one feature: its regular bins, then missing, then unseen. */
  public long[] featureCounts(int feature) {
    settle();
    return counts.bins(feature);
  }

  /**
   * Moments and range counts of one feature; empty for a category, and where all rows were written
   * by a version that did not count them.
   */
  public Optional<NumberProfile> number(int feature) {
    settle();
    return counts.number(feature);
  }

  /** Correlations of the numbers; empty where they are not kept. */
  public Optional<RankCorrelation> correlation() {
    settle();
    return Optional.ofNullable(correlation);
  }

  /** Predicted classes and histograms of the scores. */
  public ScoreProfile scores() {
    return scores;
  }

  /** Rows in each slot of the season; of length 0 where there is no seasonal reference. */
  public long[] slots() {
    return slots.clone();
  }

  /** How often each class had the highest score. */
  public long[] classCounts() {
    return scores.classes();
  }

  /** Moments of the highest score. */
  public Moments topScore() {
    return scores.top();
  }

  /** Moments of the scores' entropy as a share of its maximum. */
  public Moments entropy() {
    return scores.entropy();
  }

  @Override
  public void write(DataOutput out) throws IOException {
    DataProfileFormat.write(this, out);
  }

  /**
   * Reads what {@link #write} wrote, or an older version's.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static DataProfile read(DataInput in) throws IOException {
    return DataProfileFormat.read(in);
  }
}
