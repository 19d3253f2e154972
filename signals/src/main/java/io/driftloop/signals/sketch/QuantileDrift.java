package io.driftloop.signals.sketch;

import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.KolmogorovSmirnov;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Kolmogorov–Smirnov on two sketches. Half of the level goes to the distance of the values, half to
 * the sketches' own error: a sum of many small random terms, whose tails are no heavier than those
 * of a normal variable (Hoeffding 1963), so that the published 99 % error is carried to the
 * confidence that the level needs, at all points together.
 */
public final class QuantileDrift {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Of a normal variable, what 99 % lie within. */
  private static final double PUBLISHED = NORMAL.inverseSurvivalProbability(0.005);

  private QuantileDrift() {}

  /**
   * The score of a window's sketch.
   *
   * @param alpha chance of exceeding the threshold when nothing has changed, at most
   * @param minimumCount values that each side must have to be judged
   */
  public static DriftScore score(
      QuantileSketch reference, QuantileSketch window, double alpha, long minimumCount) {
    boolean both = Math.min(reference.count(), window.count()) > 0;
    float[] points = both ? joined(reference.values(), window.values()) : new float[0];
    double[] before = reference.cdf(points);
    double[] now = window.cdf(points);
    double confidence = NORMAL.inverseSurvivalProbability(alpha / 4 / Math.max(1, points.length));
    double error = (reference.rankError() + window.rankError()) * confidence / PUBLISHED;
    return KolmogorovSmirnov.score(
        point -> before[(int) point],
        reference.count(),
        point -> now[(int) point],
        window.count(),
        IntStream.range(0, points.length).asDoubleStream().toArray(),
        error,
        alpha / 2,
        minimumCount);
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
