package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What a window's (or the training data's) features and scores look like: a histogram a feature
 * over the reference's bins, predicted classes, and moments of the top score and of the entropy.
 * Its size depends on features, bins and classes only, never on rows.
 */
public final class DataProfile implements Profile<DataProfile> {
  private static final int FORMAT = 1;
  private static final int MAX_SIZE = 1 << 20;

  private final long[][] featureCounts;
  private final long[] classCounts;
  private final Moments topScore;
  private final Moments entropy;
  private long rows;

  private DataProfile(
      long[][] featureCounts, long[] classCounts, Moments topScore, Moments entropy) {
    this.featureCounts = featureCounts;
    this.classCounts = classCounts;
    this.topScore = topScore;
    this.entropy = entropy;
  }

  /** An empty profile over these bins (one a feature) and a number of classes. */
  public static DataProfile empty(List<Bins> bins, int classes) {
    long[][] counts = new long[bins.size()][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new long[bins.get(i).size()];
    }
    return new DataProfile(counts, new long[classes], new Moments(), new Moments());
  }

  /**
   * Adds a row's features.
   *
   * @param bins the bins that this profile was made with
   * @param features one value a feature; NaN is missing
   */
  public void addFeatures(List<Bins> bins, float[] features) {
    if (features.length != featureCounts.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, featureCounts.length));
    }
    for (int i = 0; i < features.length; i++) {
      featureCounts[i][bins.get(i).indexOf(features[i])]++;
    }
    rows++;
  }

  /** Adds a row's class probabilities, one a class, which add up to 1. */
  public void addScores(float[] scores) {
    if (scores.length != classCounts.length) {
      throw new IllegalArgumentException(
          "%d scores, expected %d".formatted(scores.length, classCounts.length));
    }
    int top = Scores.top(scores);
    classCounts[top]++;
    topScore.add(scores[top]);
    entropy.add(Scores.entropyShare(scores));
  }

  @Override
  public void merge(DataProfile other) {
    if (other.featureCounts.length != featureCounts.length) {
      throw new IllegalArgumentException("profiles of different features do not merge");
    }
    for (int i = 0; i < featureCounts.length; i++) {
      addAll(featureCounts[i], other.featureCounts[i]);
    }
    addAll(classCounts, other.classCounts);
    topScore.merge(other.topScore);
    entropy.merge(other.entropy);
    rows += other.rows;
  }

  private static void addAll(long[] into, long[] from) {
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
    return featureCounts.length;
  }

  /** Counts of one feature: its regular bins, then missing, then unseen. */
  public long[] featureCounts(int feature) {
    return featureCounts[feature].clone();
  }

  /** How often each class had the highest score. */
  public long[] classCounts() {
    return classCounts.clone();
  }

  /** Moments of the highest score. */
  public Moments topScore() {
    return topScore;
  }

  /** Moments of the scores' entropy as a share of its maximum. */
  public Moments entropy() {
    return entropy;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(rows);
    out.writeInt(featureCounts.length);
    for (long[] counts : featureCounts) {
      Wire.writeCounts(counts, out);
    }
    Wire.writeCounts(classCounts, out);
    topScore.write(out);
    entropy.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static DataProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("data profile format %d is unknown".formatted(format));
    }
    long rows = Wire.readCount(in);
    long[][] featureCounts = new long[Wire.readSize(in, MAX_SIZE)][];
    for (int i = 0; i < featureCounts.length; i++) {
      featureCounts[i] = Wire.readCounts(in, MAX_SIZE);
    }
    long[] classCounts = Wire.readCounts(in, MAX_SIZE);
    DataProfile profile =
        new DataProfile(featureCounts, classCounts, Moments.read(in), Moments.read(in));
    profile.rows = rows;
    return profile;
  }
}
