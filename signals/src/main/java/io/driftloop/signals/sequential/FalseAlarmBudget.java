package io.driftloop.signals.sequential;

import java.io.Serializable;
import java.time.Duration;

/**
 * The one knob: how many false alarms a healthy model may give over all that is tested of it, and
 * the level that each single test gets of that. Expected false alarms add up whatever the
 * dependence between tests (over windows, features, segments, measures, and against one common
 * reference), so the budget is kept if the levels of all tests sum to it: that is all this does.
 * The chance of any false alarm is at most the expected number, and so is the expected number of
 * episodes, if alarms that follow each other are told as one.
 *
 * <p>A budget is divided by {@link #share}: by shares that sum to at most 1 and are fixed before
 * the data are seen.
 *
 * @param alarmsPerDay false alarms expected in a day of event time
 * @param alarmsPerWindow false alarms expected in a window, in addition to those
 */
public record FalseAlarmBudget(double alarmsPerDay, double alarmsPerWindow)
    implements Serializable {

  /** The horizon that {@link #alpha(double)} is the chance for, in windows. */
  public static final long HORIZON = 100;

  /** No single test gets more than this, however generous the budget. */
  public static final double LARGEST_LEVEL = 0.05;

  private static final double SECONDS_PER_DAY = 86_400;

  public FalseAlarmBudget {
    if (!(alarmsPerDay >= 0 && alarmsPerWindow >= 0 && alarmsPerDay + alarmsPerWindow > 0)) {
      throw new IllegalArgumentException(
          "a budget of %s alarms a day and %s a window".formatted(alarmsPerDay, alarmsPerWindow));
    }
  }

  /** At most one expected false alarm in this much event time. */
  public static FalseAlarmBudget falseAlarmsPer(Duration duration) {
    return new FalseAlarmBudget(1 / days(duration), 0);
  }

  /** At most this chance of any false alarm in a hundred windows. */
  public static FalseAlarmBudget alpha(double alpha) {
    return alpha(alpha, HORIZON);
  }

  /**
   * At most this chance of any false alarm in a horizon.
   *
   * @param horizon in windows, at least 1
   */
  public static FalseAlarmBudget alpha(double alpha, long horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException("a horizon of %d windows".formatted(horizon));
    }
    return new FalseAlarmBudget(0, Levels.require(alpha) / horizon);
  }

  private static double days(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("a duration of %s is not positive".formatted(duration));
    }
    return (duration.getSeconds() + duration.getNano() / 1e9) / SECONDS_PER_DAY;
  }

  /**
   * A part of this budget.
   *
   * @param share above 0, at most 1
   */
  public FalseAlarmBudget share(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share of %s is outside 0 to 1".formatted(share));
    }
    return new FalseAlarmBudget(alarmsPerDay * share, alarmsPerWindow * share);
  }

  /** An equal part of this budget for each of so many tests; for none, all of it. */
  public FalseAlarmBudget among(int tests) {
    return share(1.0 / Math.max(1, tests));
  }

  /** The level of a test that is made once a window of this length. */
  public double level(Duration window) {
    return Math.min(LARGEST_LEVEL, perWindow(window));
  }

  /**
   * The level of the test of a block of {@code 2^scale} windows, where blocks of scales 0 to {@code
   * scales − 1} are tested as {@link DyadicScales} closes them. Half of the budget goes to single
   * windows, so that what can be seen at once is seen at once; the other scales share the rest
   * equally, and since a scale is tested half as often as the one below, its level is twice that
   * one's.
   *
   * <p>Why: 20 features, 500 rows a window against 50,000, one false alarm in 2,000 windows. A mean
   * shift of 0.25 standard deviations is found after 1.1 windows on average, as with single windows
   * alone, one of 0.1 after 7 instead of 45, one of 0.05 after 29 instead of more than 400. Equal
   * levels at all scales need 33 for that one, equal shares 27 but lose at large shifts.
   */
  public double level(Duration window, int scale, int scales) {
    if (scale < 0 || scale >= scales || scales > DyadicScales.MAX_SCALES) {
      throw new IllegalArgumentException("scale %d of %d".formatted(scale, scales));
    }
    if (scales == 1) {
      return level(window);
    }
    double share = scale == 0 ? 0.5 : 0.5 / (scales - 1);
    return Math.min(LARGEST_LEVEL, Math.scalb(perWindow(window) * share, scale));
  }

  private double perWindow(Duration window) {
    return alarmsPerDay * days(window) + alarmsPerWindow;
  }
}
