package io.driftloop.signals.drift;

/**
 * Compares the histograms of a window and a reference, with thresholds and p-values that hold for
 * any number of rows and bins.
 *
 * <p>{@link DriftMethod#G} is the primary test. Its law given the pooled counts is exact where few
 * windows are possible and within a few per cent of exact otherwise, however small the level and
 * however sparse the bins; the textbook's chi-squared is not. How often a million windows of the
 * reference's own distribution alarm, as a multiple of the level, at 0.01, 0.001, 1e-4 and 1e-5:
 *
 * <pre>
 * bins      reference  window | this G              | G by chi-squared    | Pearson by chi-sq.   | PSI by chi-squared
 * 5 equal       1,000     100 | 0.98 1.01 1.08 1.2  | 1.06 1.16 1.24 1.5  | 0.98 1.04 1.09 2.0   | 1.27 1.70 2.58  4.0
 * 10 equal      1,000     100 | 0.99 0.99 0.99 0.8  | 1.20 1.31 1.45 1.5  | 1.00 1.06 1.26 1.5   | 1.99 3.58 6.97 14
 * 10 equal      5,000     100 | 0.99 1.01 0.90 0.7  | 1.20 1.35 1.33 1.4  | 1.01 1.08 1.27 1.5   | 2.09 4.12 8.89 18
 * 10 equal      5,000   5,000 | 0.97 0.97 1.04 0.9  | 0.98 0.98 1.08 0.9  | 0.97 0.97 1.04 0.9   | 0.99 1.00 1.09  1.0
 * 20 equal      1,000     100 | 0.99 1.01 0.92 1.6  | 1.74 2.11 2.30 3.5  | 0.99 1.10 1.15 1.9   | 2.91 4.20 5.42  6.3
 * 20 equal      5,000     500 | 1.01 0.96 0.99 1.1  | 1.09 1.07 1.15 1.1  | 1.00 0.98 0.99 1.0   | 1.37 1.56 2.25  2.5
 * 20 halving    1,000     100 | 0.99 1.01 1.03 0.8  | 0.65 0.54 0.51 0.3  | 3.4  8.4  22   61    | 0.26 0.26 0.30  0.6
 * 20 halving    5,000     100 | 0.99 1.02 0.97 1.1  | 0.25 0.18 0.14 0.0  | 8.1  50   375  3303  | 0.24 0.18 0.33  0.8
 * 10, 9 rare    1,000     100 | 1.00 1.08 1.15 0.8  | 0.25 0.21 0.13 0.1  | 5.1  16   60   184   | 0.02 0.01 0     0
 * 10, 9 rare    5,000   5,000 | 1.02 1.02 1.04 0.9  | 1.19 1.27 1.44 1.6  | 0.90 0.78 0.55 0.3   | 1.55 2.16 3.45  5.5
 * 10 quantile   1,000     100 | 1.00 1.03 0.98 0.5  | 1.22 1.37 1.45 1.4  | 0.88 0.85 0.82 0.6   | 2.13 4.26 8.54 14
 * 10 quantile   5,000     500 | 1.01 1.01 0.96 1.1  | 1.04 1.05 1.04 1.2  | 0.98 0.97 1.06 0.9   | 1.16 1.26 1.38  1.9
 * </pre>
 *
 * <p>(Halving: each bin is half as likely as the one before. Rare: 0.3 % a bin. Quantile: edges
 * from the reference itself. The standard error at 1e-5 is 0.3.)
 *
 * <p>The other sums over bins (PSI, Kullback–Leibler, Jensen–Shannon, Hellinger, total variation,
 * chi-squared) have Chernoff's bound in place of it, which stays below the level by a factor of ten
 * to a hundred: they measure how large a drift is, and tell late whether it is one. The largest
 * difference has the sum of its bins' exact chances, Kolmogorov–Smirnov its exact law, Wasserstein
 * a bound of Gaussian processes.
 *
 * <p>Windows compared with one reference depend on each other through it: each test holds its level
 * over both, and levels may be added, but not multiplied.
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
   * The value of a method alone, for where another test has judged the same histograms already: all
   * but free, since what chance gives is not worked out. Its threshold is NaN.
   *
   * @param pValue of that other test
   */
  public static DriftScore measured(
      DriftMethod method, long[] reference, long[] window, double pValue) {
    check(reference, window);
    return new DriftScore(
        method,
        value(method, reference, window),
        BinTerm.total(reference),
        BinTerm.total(window),
        Double.NaN,
        pValue);
  }

  /**
   * The p-value of the primary test, {@link DriftMethod#G}, alone: quicker than a score by the
   * search for a threshold. 1 where a side has fewer rows than {@code minimumCount}.
   *
   * @param level chance at which it decides: a p-value far above is the large-sample one of {@link
   *     FarAbove}, which takes microseconds
   */
  public static double pValue(long[] reference, long[] window, long minimumCount, double level) {
    check(reference, window);
    PooledCounts pooled = new PooledCounts(reference, window);
    if (!pooled.comparable() || Math.min(pooled.n, pooled.m) < minimumCount) {
      return 1;
    }
    double value = Divergence.g(reference, window);
    return FarAbove.g(value, pooled, level)
        .orElseGet(() -> Math.min(1, NullLaw.of(BinTerm.G, pooled).tail(value)));
  }

  /**
   * The p-value for bins that ascend, such as a number's: that of {@link DriftMethod#G} and of
   * {@link DriftMethod#KOLMOGOROV_SMIRNOV} together, twice the smaller (Bonferroni 1936). The
   * second sees a shift of all values with half the rows that the first needs at 20 bins; the first
   * sees a spread and a gap, to which the second is all but blind.
   *
   * @param level chance at which it decides
   */
  public static double orderedPValue(
      long[] reference, long[] window, long minimumCount, double level) {
    double g = pValue(reference, window, minimumCount, level / 2);
    PooledCounts pooled = new PooledCounts(reference, window);
    if (!pooled.comparable() || Math.min(pooled.n, pooled.m) < minimumCount) {
      return 1;
    }
    double distance = KolmogorovSmirnov.distance(reference, window);
    double largest =
        FarAbove.kolmogorovSmirnov(distance, pooled, level / 2)
            .orElseGet(() -> KolmogorovSmirnov.law(reference, window).tail(distance));
    return Math.min(1, 2 * Math.min(g, largest));
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
      case MMD, CORRELATION, RATE, PERMUTATION ->
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
    BinTerm.requireSameBins(reference, window);
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
