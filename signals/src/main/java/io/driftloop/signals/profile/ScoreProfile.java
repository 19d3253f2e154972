package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What class probabilities look like: predicted classes, and moments and histograms of how sure the
 * model was. The histograms have {@link #BINS} bins of equal width over 0 to 1.
 */
public final class ScoreProfile {
  /** Bins of the top score and of the margin. */
  public static final int BINS = 20;

  private static final int MAX_CLASSES = 1 << 20;

  private final long[] classes;
  private final Moments top;
  private final Moments entropy;
  private final Moments margin;
  private final long[] topBins;
  private final long[] marginBins;

  ScoreProfile(int classes) {
    this(
        new long[classes],
        new Moments(),
        new Moments(),
        new Moments(),
        new long[BINS],
        new long[BINS]);
  }

  private ScoreProfile(
      long[] classes,
      Moments top,
      Moments entropy,
      Moments margin,
      long[] topBins,
      long[] marginBins) {
    this.classes = classes;
    this.top = top;
    this.entropy = entropy;
    this.margin = margin;
    this.topBins = topBins;
    this.marginBins = marginBins;
  }

  void add(float[] scores) {
    requireClasses(scores.length);
    int first = Scores.top(scores);
    float difference = Scores.margin(scores);
    classes[first]++;
    top.add(scores[first]);
    entropy.add(Scores.entropyShare(scores));
    margin.add(difference);
    topBins[bin(scores[first])]++;
    marginBins[bin(difference)]++;
  }

  /** Adds the scores of all rows of a block. */
  void add(ScoreBlock block) {
    requireClasses(block.classes());
    for (int row = 0; row < block.rows(); row++) {
      classes[block.top(row)]++;
      topBins[bin((float) block.topScores()[row])]++;
      marginBins[bin((float) block.margins()[row])]++;
    }
    top.addFinite(block.topScores(), block.rows());
    entropy.addFinite(block.entropyShares(), block.rows());
    margin.addFinite(block.margins(), block.rows());
  }

  private void requireClasses(int scores) {
    if (scores != classes.length) {
      throw new IllegalArgumentException(
          "%d scores, expected %d".formatted(scores, classes.length));
    }
  }

  private static int bin(float share) {
    return Math.max(0, Math.min(BINS - 1, (int) (share * BINS)));
  }

  void merge(ScoreProfile other) {
    DataProfile.addAll(classes, other.classes);
    top.merge(other.top);
    entropy.merge(other.entropy);
    margin.merge(other.margin);
    DataProfile.addAll(topBins, other.topBins);
    DataProfile.addAll(marginBins, other.marginBins);
  }

  /** Rows with scores. */
  public long rows() {
    return top.count();
  }

  /** How often each class had the highest score. */
  public long[] classes() {
    return classes.clone();
  }

  /** Moments of the highest score. */
  public Moments top() {
    return top;
  }

  /** Moments of the entropy as a share of its maximum. */
  public Moments entropy() {
    return entropy;
  }

  /**
   * Moments of the highest score less the second highest. May count fewer rows than {@link #top()}
   * where a part was written by an older version; so may the histograms.
   */
  public Moments margin() {
    return margin;
  }

  /** Histogram of the highest score. */
  public long[] topBins() {
    return topBins.clone();
  }

  /** Histogram of the margin. */
  public long[] marginBins() {
    return marginBins.clone();
  }

  static ScoreProfile mixture(List<ScoreProfile> parts, double[] factors) {
    return new ScoreProfile(
        Mixture.counts(parts.stream().map(part -> part.classes).toArray(long[][]::new), factors),
        Moments.mixture(parts.stream().map(ScoreProfile::top).toList(), factors),
        Moments.mixture(parts.stream().map(ScoreProfile::entropy).toList(), factors),
        Moments.mixture(parts.stream().map(ScoreProfile::margin).toList(), factors),
        Mixture.counts(parts.stream().map(part -> part.topBins).toArray(long[][]::new), factors),
        Mixture.counts(
            parts.stream().map(part -> part.marginBins).toArray(long[][]::new), factors));
  }

  void write(DataOutput out) throws IOException {
    Wire.writeCounts(classes, out);
    top.write(out);
    entropy.write(out);
    margin.write(out);
    Wire.writeCounts(topBins, out);
    Wire.writeCounts(marginBins, out);
  }

  static ScoreProfile read(DataInput in) throws IOException {
    return new ScoreProfile(
        Wire.readCounts(in, MAX_CLASSES),
        Moments.read(in),
        Moments.read(in),
        Moments.read(in),
        readBins(in),
        readBins(in));
  }

  /** Reads what a data profile of format 1 held: nothing of margins, no histogram. */
  static ScoreProfile readFirstFormat(DataInput in) throws IOException {
    return new ScoreProfile(
        Wire.readCounts(in, MAX_CLASSES),
        Moments.read(in),
        Moments.read(in),
        new Moments(),
        new long[BINS],
        new long[BINS]);
  }

  private static long[] readBins(DataInput in) throws IOException {
    long[] bins = Wire.readCounts(in, BINS);
    if (bins.length != BINS) {
      throw new IOException("%d score bins, expected %d".formatted(bins.length, BINS));
    }
    return bins;
  }
}
