package io.driftloop.signals.sequential;

import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Evidence that two histograms over the same bins come from different distributions, exact at any
 * level and for any counts. A budget shared by many tests leaves each a level of 1 in 100,000 or
 * less, where the chi-squared approximation of PSI, chi² and G errs by a factor of 5 to 75 as soon
 * as a bin is rare; this errs by none, and finds shifts as soon.
 *
 * <p>If rows are independent and of one distribution, then given the pooled counts the smaller
 * sample's counts are multivariate hypergeometric, whatever that distribution is. The e-value is
 * the probability of the counts under a mixture of alternatives, over this one, so its expectation
 * is at most 1 (a likelihood ratio with a conditional null; Grünwald, de Heide and Koolen 2024).
 * Half of the mixture goes to Dirichlet-multinomial alternatives, which are drift in any direction,
 * and half, where bins are ordered, to pooled frequencies tilted exponentially along normal scores
 * and their squares, which are shifts of place and of spread.
 *
 * <p>Bin edges that are quantiles of the reference make its counts even, and no longer random; the
 * difference to the window keeps its variance, and in simulations the level is kept. Rows that
 * depend on each other count for more than they are worth here, as in every two-sample test.
 *
 * <p>Held against a level, {@code e ≥ 1 / level} is a test (Markov's inequality), and {@link
 * EValues#toP} a p-value.
 */
public final class TwoSampleEValue {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Distances that alternatives assume, squared, in squared standard errors over all bins. */
  private static final double[] SPREADS = {16, 64};

  /** Distances that tilts assume, in standard errors: what levels of 1e-4 and less just show. */
  private static final double[] TILTS = {-9, -5.5, 5.5, 9};

  /** A small sample shows less than this many standard deviations, so no more is assumed. */
  private static final double LARGEST_TILT = 2;

  /** Up to here the logarithms of factorials are exact enough. */
  private static final double MOST_ROWS = 1e12;

  private final long[] sample;
  private final double[] counts;
  private final double[] pooled;
  private final double size;
  private final double total;

  private TwoSampleEValue(long[] sample, long[] other) {
    this.sample = sample;
    this.size = count(sample);
    this.total = size + count(other);
    this.counts = new double[sample.length];
    this.pooled = new double[sample.length];
    for (int i = 0; i < pooled.length; i++) {
      counts[i] = sample[i] + (double) other[i];
      pooled[i] = counts[i] / total;
    }
  }

  /**
   * The natural logarithm of the e-value; 0 where a sample is empty.
   *
   * @param reference counts, one a bin, of at most 1e12 rows
   * @param window counts over the same bins
   * @param ordered how many of the first bins are in order, as those of a numeric feature are; the
   *     others, such as those of missing values and of categories, have none
   */
  public static double log(long[] reference, long[] window, int ordered) {
    if (reference.length != window.length || ordered < 0 || ordered > window.length) {
      throw new IllegalArgumentException(
          "%d and %d bins, %d ordered".formatted(reference.length, window.length, ordered));
    }
    double n = count(reference);
    double m = count(window);
    if (n == 0 || m == 0) {
      return 0;
    }
    return m <= n
        ? new TwoSampleEValue(window, reference).log(ordered)
        : new TwoSampleEValue(reference, window).log(ordered);
  }

  private static double count(long[] counts) {
    if (LongStream.of(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("a count is below 0");
    }
    double rows = LongStream.of(counts).asDoubleStream().sum();
    if (rows > MOST_ROWS) {
      throw new IllegalArgumentException("%s rows are too many".formatted(rows));
    }
    return rows;
  }

  private double log(int ordered) {
    double[] drifts = new double[SPREADS.length];
    for (int i = 0; i < drifts.length; i++) {
      drifts[i] = dirichletMultinomial(SPREADS[i]);
    }
    double log = Bets.logMean(drifts);
    if (ordered > 1) {
      double[] place = normalScores(ordered);
      double[] spread = place.clone();
      for (int i = 0; i < ordered; i++) {
        spread[i] *= spread[i];
      }
      double[] tilts = new double[2 * TILTS.length];
      for (int i = 0; i < TILTS.length; i++) {
        tilts[2 * i] = tilted(place, ordered, TILTS[i]);
        tilts[2 * i + 1] = tilted(spread, ordered, TILTS[i]);
      }
      log = Bets.logMean(new double[] {log, Bets.logMean(tilts)});
    }
    return log - hypergeometric();
  }

  /** All three logarithms of probabilities leave out the sample's multinomial coefficient. */
  private double hypergeometric() {
    double log = -fallingFactorial(total, size);
    for (int i = 0; i < sample.length; i++) {
      log += fallingFactorial(counts[i], sample[i]);
    }
    return log;
  }

  private static double fallingFactorial(double from, double steps) {
    return steps == 0 ? 0 : LogGamma.value(from + 1) - LogGamma.value(from - steps + 1);
  }

  private double dirichletMultinomial(double spread) {
    long bins = DoubleStream.of(counts).filter(count -> count > 0).count();
    double concentration = size * Math.max(1, bins - 1) / spread;
    double log = -risingFactorial(concentration, size);
    for (int i = 0; i < sample.length; i++) {
      log += risingFactorial(concentration * pooled[i], sample[i]);
    }
    return log;
  }

  private static double risingFactorial(double from, double steps) {
    return steps == 0 ? 0 : LogGamma.value(from + steps) - LogGamma.value(from);
  }

  /** The normal quantile of each bin's middle in the pooled sample; 0 for bins without an order. */
  private double[] normalScores(int ordered) {
    double all = 0;
    for (int i = 0; i < ordered; i++) {
      all += pooled[i];
    }
    double[] scores = new double[sample.length];
    double below = 0;
    for (int i = 0; i < ordered && all > 0; i++) {
      double middle = (below + pooled[i] / 2) / all;
      scores[i] = NORMAL.inverseCumulativeProbability(Math.min(1 - 1e-6, Math.max(1e-6, middle)));
      below += pooled[i];
    }
    return scores;
  }

  /** The multinomial of pooled frequencies tilted along standardised scores. */
  private double tilted(double[] scores, int ordered, double distance) {
    double weight = 0;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < ordered; i++) {
      weight += pooled[i];
      mean += pooled[i] * scores[i];
      square += pooled[i] * scores[i] * scores[i];
    }
    mean = weight > 0 ? mean / weight : 0;
    double deviation = Math.sqrt(Math.max(0, square - weight * mean * mean));
    if (deviation < 1e-9) {
      return Double.NEGATIVE_INFINITY;
    }
    double other = total - size;
    double difference = distance / Math.sqrt(size * other / total);
    double tilt = Math.max(-LARGEST_TILT, Math.min(LARGEST_TILT, difference)) * other / total;
    double normaliser = 1 - weight;
    double log = 0;
    for (int i = 0; i < sample.length; i++) {
      double exponent = i < ordered ? tilt * (scores[i] - mean) / deviation : 0;
      normaliser += i < ordered ? pooled[i] * Math.exp(exponent) : 0;
      log += sample[i] == 0 ? 0 : sample[i] * (Math.log(pooled[i]) + exponent);
    }
    return log - size * Math.log(normaliser);
  }
}
