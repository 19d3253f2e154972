package io.driftloop.benchmarks.errors;

import io.driftloop.benchmarks.errors.ErrorStream.Drift;
import java.util.stream.IntStream;

/**
 * A detector's alarms on some streams, held against the drifts (Bifet 2017): an alarm from a
 * drift's start to a while after its end finds it, every other one is false.
 *
 * @param rows rows of all streams
 * @param healthyRows those in which an alarm is false; 0 where nobody knows where drifts are
 * @param drifts drifts in all streams
 * @param delays sum, over those found, of rows from the start to the first alarm
 */
record Alarms(
    long rows, long healthyRows, int alarms, int falseAlarms, int drifts, int found, long delays) {
  /** Rows after its end within which a drift must be found: afterwards one sees it anyway. */
  static final int PATIENCE = 2000;

  static final Alarms NONE = new Alarms(0, 0, 0, 0, 0, 0, 0);

  /** Counts the alarms, given as ascending rows, on one stream. */
  static Alarms of(ErrorStream stream, int[] alarms) {
    int rows = stream.errors().length;
    long accepted = 0;
    int trueAlarms = 0;
    int found = 0;
    long delays = 0;
    for (int i = 0; i < stream.drifts().size(); i++) {
      Drift drift = stream.drifts().get(i);
      int next = i + 1 < stream.drifts().size() ? stream.drifts().get(i + 1).from() : rows;
      int end = Math.min(next, drift.to() + PATIENCE);
      int[] inside = IntStream.of(alarms).filter(row -> row >= drift.from() && row < end).toArray();
      accepted += end - drift.from();
      trueAlarms += inside.length;
      if (inside.length > 0) {
        found++;
        delays += inside[0] - drift.from();
      }
    }
    return new Alarms(
        rows,
        stream.documented() ? rows - accepted : 0,
        alarms.length,
        stream.documented() ? alarms.length - trueAlarms : 0,
        stream.drifts().size(),
        found,
        delays);
  }

  Alarms plus(Alarms other) {
    return new Alarms(
        rows + other.rows,
        healthyRows + other.healthyRows,
        alarms + other.alarms,
        falseAlarms + other.falseAlarms,
        drifts + other.drifts,
        found + other.found,
        delays + other.delays);
  }

  /** Whether one knows which alarms are false. */
  boolean judged() {
    return healthyRows > 0;
  }

  /** MTFA: rows between two false alarms; infinite where there was none, NaN where nobody knows. */
  double timeBetweenFalseAlarms() {
    if (!judged()) {
      return Double.NaN;
    }
    return falseAlarms == 0 ? Double.POSITIVE_INFINITY : healthyRows / (double) falseAlarms;
  }

  /** MTD: rows until a drift is found; NaN where none was. */
  double timeToDetection() {
    return found == 0 ? Double.NaN : delays / (double) found;
  }

  /** MDR: the share of drifts that were not found; NaN where there are none. */
  double missed() {
    return drifts == 0 ? Double.NaN : 1 - found / (double) drifts;
  }

  /**
   * MTR: MTFA over MTD, times the share found; more is better. No false alarm counts as one, and an
   * immediate detection as a delay of one row, so that it stays finite.
   */
  double timeRatio() {
    if (found == 0) {
      return drifts == 0 ? Double.NaN : 0;
    }
    double between = healthyRows / (double) Math.max(1, falseAlarms);
    return between / Math.max(1, timeToDetection()) * (1 - missed());
  }
}
