package io.driftloop.signals.drift;

/**
 * Compares the histograms of a window and a reference, with thresholds and p-values that hold for
 * any number of rows and bins.
 *
 * <p>{@link DriftMethod#G} is the primary test. Its law given the pooled counts is exact where few
 * windows are possible and within a few per cent of exact otherwise, however small the level and
 * however sparse the bins; the textbook's chi-squared is not. The share of windows of one
 * distribution that alarm, as a multiple of the level alpha (2 million windows each; 0.01 and 1e-5;
 * "skewed" shares halve from bin to bin, "rare" ones have one bin of 97 % and others of 0.3
 * %): @@TABLE@@
 *
 * <p>The other sums over bins (PSI, Kullback–Leibler, Jensen–Shannon, Hellinger, total variation,
 * chi-squared) have Chernoff's bound in place of it, which stays below alpha (by a factor of some
 * ten to a hundred): with them, a shift must be about a tenth larger to be seen. The largest
 * difference has the sum of its bins' exact chances, Kolmogorov–Smirnov its exact law, Wasserstein
 * a bound of Gaussian processes.
 *
 * <p>Two windows compared with one reference are not independent of each other: each test holds its
 * level over both, and sums of levels hold, but not products.
 */
public final class HistogramDrift {
  private HistogramDrift() {}

  /**
   * The score of a window.
   *
   * @param reference counts by bin; the order of bins matters to Kolmogorov–Smirnov and Wasserstein
   *     alone, which take them to ascend at a distance of one
   * @param window counts over the same bins
   * @param alpha chance of exceeding the threshold when nothing has changed, above 0 and below 1
   * @param minimumCount rows that each side must have to be judged
   * @throws IllegalArgumentException if bins differ, a count is negative, alpha is out of its
   *     range, or the method is none of histograms
   */
  public static DriftScore score(
      DriftMethod method, long[] reference, long[] window, double alpha, long minimumCount) {
    check(reference, window);
    checkLevel(alpha);
    PooledCounts pooled = new PooledCounts(reference, window);
    double value = value(method, reference, window);
    if (!pooled.comparable() || Math.min(pooled.n, pooled.m) < minimumCount) {
      return DriftScore.unjudged(method, value, pooled.n, pooled.m);
    }
    NullLaw law = law(method, reference, window, pooled);
    double sum = toSum(method, value);
    return new DriftScore(
        method,
        value,
        pooled.n,
        pooled.m,
        toValue(method, law.quantile(alpha)),
        Math.min(1, law.tail(sum)));
  }

  /**
   * The p-value of the primary test, {@link DriftMethod#G}, alone: quicker than a score by the
   * search for a threshold. 1 where a side has fewer rows than {@code minimumCount}.
   */
  public static double pValue(long[] reference, long[] window, long minimumCount) {
    check(reference, window);
    PooledCounts pooled = new PooledCounts(reference, window);
    if (!pooled.comparable() || Math.min(pooled.n, pooled.m) < minimumCount) {
      return 1;
    }
    return Math.min(1, NullLaw.of(BinTerm.G, pooled).tail(Divergence.g(reference, window)));
  }

  private static double value(DriftMethod method, long[] reference, long[] window) {
    return switch (method) {
      case PSI -> Divergence.psi(reference, window);
      case KULLBACK_LEIBLER -> Divergence.kullbackLeibler(window, reference);
      case JENSEN_SHANNON -> Divergence.jensenShannon(reference, window);
      case HELLINGER -> Divergence.hellinger(reference, window);
      case TOTAL_VARIATION -> Divergence.totalVariation(reference, window);
      case L_INFINITY -> Divergence.lInfinity(reference, window);
      case CHI_SQUARED -> Divergence.chiSquared(reference, window);
      case G -> Divergence.g(reference, window);
      case KOLMOGOROV_SMIRNOV -> KolmogorovSmirnov.distance(reference, window);
      case WASSERSTEIN -> Wasserstein.distance(reference, window);
      case MMD, CORRELATION, RATE ->
          throw new IllegalArgumentException(method.wireName() + " compares no histograms");
    };
  }

  private static NullLaw law(
      DriftMethod method, long[] reference, long[] window, PooledCounts pooled) {
    return switch (method) {
      case PSI -> NullLaw.of(BinTerm.PSI, pooled);
      case KULLBACK_LEIBLER -> NullLaw.of(BinTerm.KULLBACK_LEIBLER, pooled);
      case JENSEN_SHANNON -> NullLaw.of(BinTerm.JENSEN_SHANNON, pooled);
      case HELLINGER -> NullLaw.of(BinTerm.HELLINGER, pooled);
      case TOTAL_VARIATION -> NullLaw.of(BinTerm.TOTAL_VARIATION, pooled);
      case CHI_SQUARED -> NullLaw.of(BinTerm.CHI_SQUARED, pooled);
      case L_INFINITY -> new LargestDifferenceLaw(pooled);
      case KOLMOGOROV_SMIRNOV -> KolmogorovSmirnov.law(reference, window);
      case WASSERSTEIN -> Wasserstein.law(reference, window);
      default -> NullLaw.of(BinTerm.G, pooled);
    };
  }

  /** Distances are roots of sums over bins. */
  private static double toSum(DriftMethod method, double value) {
    return switch (method) {
      case JENSEN_SHANNON -> value * value * Math.log(2);
      case HELLINGER -> value * value;
      default -> value;
    };
  }

  private static double toValue(DriftMethod method, double sum) {
    return switch (method) {
      case JENSEN_SHANNON -> Math.sqrt(Math.max(0, sum) / Math.log(2));
      case HELLINGER -> Math.sqrt(sum);
      default -> sum;
    };
  }

  private static void check(long[] reference, long[] window) {
    if (reference.length != window.length) {
      throw new IllegalArgumentException(
          "histograms of " + reference.length + " and " + window.length + " bins");
    }
    for (int i = 0; i < window.length; i++) {
      if (reference[i] < 0 || window[i] < 0) {
        throw new IllegalArgumentException("a negative count in bin " + i);
      }
    }
  }

  static void checkLevel(double alpha) {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException("a level must be above 0 and below 1: " + alpha);
    }
  }
}
