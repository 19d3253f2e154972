package io.driftloop.signals.monitor;

import io.driftloop.signals.sequential.FalseAlarmBudget;

/**
 * The level of each single test of a block, such that all tests of a model together keep its
 * budget. The shares are fixed: features get 45 %, labels a quarter, and what labels say of
 * segments and slices 5 %, so that looking there takes nothing from the model's own tests. Within a
 * feature its histogram gets half, missing values a quarter, and what no bin holds (unseen
 * categories; values out of range and outliers) the last.
 */
record Levels(
    double histogram,
    double missing,
    double unheld,
    double together,
    double scores,
    double estimates,
    double labels,
    double segments,
    double fairness,
    double slice) {
  private static final double FEATURES = 0.45;
  private static final double TOGETHER = 0.05;
  private static final double SCORES = 0.15;
  private static final double ESTIMATES = 0.05;
  private static final double LABELS = 0.25;
  private static final double SEGMENTS = 0.05;

  private static final int TESTS_TOGETHER = 2;
  private static final int TESTS_OF_SCORES = 6;
  private static final int TESTS_OF_ESTIMATES = 2;
  private static final int TESTS_OF_LABELS = 4;

  /**
   * The levels for a model of so many features.
   *
   * @param scale of blocks of {@code 2^scale} windows
   */
  static Levels of(MonitorSettings settings, int features, int scale) {
    FalseAlarmBudget budget = settings.budget();
    FalseAlarmBudget feature = budget.share(FEATURES).among(features);
    FalseAlarmBudget segments = budget.share(SEGMENTS);
    return new Levels(
        level(settings, feature.share(0.5), scale),
        level(settings, feature.share(0.25), scale),
        level(settings, feature.share(0.125), scale),
        level(settings, budget.share(TOGETHER).among(TESTS_TOGETHER), scale),
        level(settings, budget.share(SCORES).among(TESTS_OF_SCORES), scale),
        level(settings, budget.share(ESTIMATES).among(TESTS_OF_ESTIMATES), scale),
        level(settings, budget.share(LABELS).among(TESTS_OF_LABELS), scale),
        level(settings, segments.share(0.4), scale),
        level(settings, segments.share(0.2), scale),
        level(settings, segments.share(0.2), scale));
  }

  /** The level of the one test of a window of whether labelled predictions are like the rest. */
  static double coverage(MonitorSettings settings) {
    return settings.budget().share(SEGMENTS).share(0.2).level(settings.window());
  }

  /** The level of a number's quantiles: half of its histogram's, see {@link #sketched}. */
  double quantiles() {
    return histogram / 2;
  }

  /** The levels of a number that has sketches: its histogram's share is parted in two. */
  Levels sketched() {
    return new Levels(
        histogram / 2,
        missing,
        unheld,
        together,
        scores,
        estimates,
        labels,
        segments,
        fairness,
        slice);
  }

  /**
   * The level of one out-of-distribution rate: the share of the one by top score is parted among
   * all, so that methods which a model does not have take nothing from its other tests.
   *
   * @param further methods beside the top score
   */
  double outliers(int further) {
    return scores / (1 + further);
  }

  private static double level(MonitorSettings settings, FalseAlarmBudget budget, int scale) {
    return budget.level(settings.window(), scale, settings.scales());
  }
}
