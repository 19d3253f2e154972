package io.driftloop.signals.monitor;

import io.driftloop.signals.sequential.FalseAlarmBudget;

/**
 * The level of each single test of a block, such that all tests of a model together keep its
 * budget. The shares are fixed: features get 45 %, labels a quarter, and what labels say of
 * segments and slices 5 %, so that looking there takes nothing from the model's own tests. Where
 * segments are declared, their inputs and scores get a quarter of what the whole's have; where the
 * latency is judged, it gets a twentieth of that. Within a feature its histogram gets half, missing
 * values a quarter, and what no bin holds (unseen categories; values out of range and outliers) the
 * last.
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
    double slice,
    double disagreement) {
  private static final double FEATURES = 0.45;
  private static final double TOGETHER = 0.05;
  private static final double SCORES = 0.15;
  private static final double ESTIMATES = 0.05;
  private static final double LABELS = 0.25;
  private static final double SEGMENTS = 0.05;

  /** What the tests without labels have in all, and the parts of that which others may take. */
  private static final double UNLABELLED = FEATURES + TOGETHER + SCORES + ESTIMATES;

  private static final double OF_SEGMENTS = 0.25;
  private static final double OF_LATENCY = 0.05;

  private static final int TESTS_TOGETHER = 2;
  private static final int TESTS_OF_SCORES = 6;
  private static final int TESTS_OF_ESTIMATES = 2;
  private static final int TESTS_OF_LABELS = 4;
  private static final int TESTS_OF_SEGMENT_SCORES = 2;

  /**
   * The levels for a model of so many features.
   *
   * @param scale of blocks of {@code 2^scale} windows
   */
  static Levels of(MonitorSettings settings, int features, int scale) {
    FalseAlarmBudget budget = settings.budget();
    FalseAlarmBudget whole = budget.share(ofWhole(settings));
    FalseAlarmBudget feature = whole.share(FEATURES).among(features);
    FalseAlarmBudget segments = budget.share(SEGMENTS);
    return new Levels(
        level(settings, feature.share(0.5), scale),
        level(settings, feature.share(0.25), scale),
        level(settings, feature.share(0.125), scale),
        level(settings, whole.share(TOGETHER).among(TESTS_TOGETHER), scale),
        level(settings, whole.share(SCORES).among(TESTS_OF_SCORES), scale),
        level(settings, whole.share(ESTIMATES).among(TESTS_OF_ESTIMATES), scale),
        level(settings, budget.share(LABELS).among(TESTS_OF_LABELS), scale),
        level(settings, segments.share(0.4), scale),
        level(settings, segments.share(0.2), scale),
        level(settings, segments.share(0.1), scale),
        level(settings, segments.share(0.1), scale));
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
        slice,
        disagreement);
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

  /** The level of the one test of the latency. */
  static double ofLatency(MonitorSettings settings, int scale) {
    return level(settings, settings.budget().share(UNLABELLED * OF_LATENCY), scale);
  }

  /** Nothing is taken from the whole for tests that are not made. */
  private static double ofWhole(MonitorSettings settings) {
    double segments = settings.segments().declared() ? OF_SEGMENTS : 0;
    double latency = settings.judgesLatency() ? OF_LATENCY : 0;
    return 1 - segments - latency;
  }

  /**
   * The levels for one of so many segments that are measured without labels. Its features get 70 %
   * of its part, missing values a quarter of that, its two tests of scores the rest; a test that is
   * not made of segments has level 0.
   */
  static Levels ofSegment(MonitorSettings settings, int features, int segments, int scale) {
    FalseAlarmBudget segment = settings.budget().share(UNLABELLED * OF_SEGMENTS).among(segments);
    FalseAlarmBudget feature = segment.share(0.7).among(features);
    return new Levels(
        level(settings, feature.share(0.75), scale),
        level(settings, feature.share(0.25), scale),
        0,
        0,
        level(settings, segment.share(0.3).among(TESTS_OF_SEGMENT_SCORES), scale),
        0,
        0,
        0,
        0,
        0,
        0);
  }

  private static double level(MonitorSettings settings, FalseAlarmBudget budget, int scale) {
    return budget.level(settings.window(), scale, settings.scales());
  }
}
