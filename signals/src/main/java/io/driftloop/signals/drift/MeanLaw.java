package io.driftloop.signals.drift;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The law of a window's sum of positions when its rows are drawn by chance from those of window and
 * reference together: the permutation law of a difference of means. By the double saddlepoint
 * approximation (Robinson 1982; Skovgaard 1987), whose relative error stays small far out and for
 * skewed values, where a normal law is wrong by orders of magnitude.
 */
final class MeanLaw implements NullLaw {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int MAX_STEPS = 100;

  /** Below this exponent the approximation divides nothing by nothing. */
  private static final double LEAST_EXPONENT = 1e-3;

  private final double[] positions;
  private final double[] counts;
  private final double rows;
  private final double drawn;
  private final double share;

  /** The greatest step that all sums are multiples of, from the least one. */
  private final double lattice;

  /** Tilts of the sum and of the number of rows, and the cumulants there. */
  private double s;

  private double v;
  private double value;
  private double bySum;
  private double byRows;
  private double bySum2;
  private double mixed;
  private double byRows2;

  /** Without a tilt. */
  private final double mean;

  private final double deviation;
  private final double varianceOfRows;

  /**
   * @param pooled counts of window and reference by bin, whose index is its position
   * @param drawn rows of the window, above 0 and below all
   */
  MeanLaw(long[] pooled, long drawn) {
    int[] filled = IntStream.range(0, pooled.length).filter(i -> pooled[i] > 0).toArray();
    positions = new double[filled.length];
    counts = new double[filled.length];
    int step = 0;
    double sum = 0;
    for (int i = 0; i < filled.length; i++) {
      positions[i] = filled[i];
      counts[i] = pooled[filled[i]];
      step = greatestDivisor(step, filled[i] - filled[0]);
      sum += counts[i];
    }
    rows = sum;
    lattice = step;
    this.drawn = drawn;
    share = drawn / rows;
    evaluate(0, 0);
    mean = bySum;
    deviation = Math.sqrt(Math.max(0, bySum2 - mixed * mixed / byRows2));
    varianceOfRows = byRows2;
  }

  private static int greatestDivisor(int a, int b) {
    return b == 0 ? a : greatestDivisor(b, a % b);
  }

  /** Whether all rows have one position, so that there is but one sum. */
  boolean constant() {
    return lattice == 0;
  }

  /** The chance of a sum of {@code sum} or more. */
  @Override
  public double tail(double sum) {
    if (constant()) {
      return 1;
    }
    double corrected = sum - lattice / 2;
    double exponent = solve(corrected);
    if (exponent < LEAST_EXPONENT) {
      double aside = deviation / 8;
      return (beyond(corrected + aside) + beyond(corrected - aside)) / 2;
    }
    return beyond(corrected);
  }

  private double beyond(double sum) {
    double exponent = solve(sum);
    double u = s * Math.sqrt(Math.max(0, bySum2 * byRows2 - mixed * mixed) / varianceOfRows);
    boolean reached = Math.abs(bySum - sum) < 1e-3 * (1 + Math.abs(sum));
    if (!reached || u == 0) {
      return sum > mean ? Math.exp(-exponent) : 1;
    }
    double r = Math.copySign(Math.sqrt(2 * exponent), u);
    double tail = NORMAL.survivalProbability(r) + NORMAL.density(r) * (1 / u - 1 / r);
    return tail > 0 ? Math.min(1, tail) : Math.exp(-exponent);
  }

  /** The exponent of a sum, by Newton's method with halving on a concave function. */
  private double solve(double sum) {
    s = 0;
    v = 0;
    evaluate(0, 0);
    double exponent = 0;
    for (int i = 0; i < MAX_STEPS && exponent < Tilt.FAR; i++) {
      double lack = sum - bySum;
      double lackOfRows = drawn - byRows;
      double determinant = bySum2 * byRows2 - mixed * mixed;
      if (!(determinant > 0)) {
        break;
      }
      double ds = (byRows2 * lack - mixed * lackOfRows) / determinant;
      double dv = (bySum2 * lackOfRows - mixed * lack) / determinant;
      if (ds * lack + dv * lackOfRows < Tilt.NEAR) {
        evaluate(s + ds, v + dv);
        return s * sum + v * drawn - value;
      }
      double before = exponent;
      exponent = climb(ds, dv, sum, exponent);
      if (exponent - before <= 1e-10 * (1 + exponent)) {
        break;
      }
    }
    return exponent;
  }

  private double climb(double ds, double dv, double sum, double exponent) {
    double startS = s;
    double startV = v;
    for (double fraction = 1; fraction > 1e-6; fraction /= 2) {
      evaluate(startS + fraction * ds, startV + fraction * dv);
      double reached = s * sum + v * drawn - value;
      if (reached >= exponent) {
        return reached;
      }
    }
    evaluate(startS, startV);
    return exponent;
  }

  /** Each pooled row is in the window by chance, independent of the others. */
  private void evaluate(double s, double v) {
    this.s = s;
    this.v = v;
    value = 0;
    bySum = 0;
    byRows = 0;
    bySum2 = 0;
    mixed = 0;
    byRows2 = 0;
    double logOdds = Math.log(share) - Math.log1p(-share);
    for (int i = 0; i < positions.length; i++) {
      double exponent = s * positions[i] + v;
      double odds = exponent + logOdds;
      double chance = 1 / (1 + Math.exp(-odds));
      double softplus = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds));
      value += counts[i] * (Math.log1p(-share) + softplus);
      double mean = counts[i] * chance;
      double variance = mean * (1 - chance);
      bySum += mean * positions[i];
      byRows += mean;
      bySum2 += variance * positions[i] * positions[i];
      mixed += variance * positions[i];
      byRows2 += variance;
    }
  }

  @Override
  public double quantile(double alpha) {
    return mean
        + NullLaw.search(above -> tail(mean + above), alpha, 0, Math.max(lattice, 3 * deviation));
  }
}
