package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import java.time.Duration;
import java.util.Optional;

/**
 * How far the measuring itself is behind. It is no property of a model, takes no share of the
 * budget of false alarms, and is looked at only where it has a limit: in a replay of history it is
 * as old as the data.
 */
public final class LagReadings {
  private static final double MILLIS_A_SECOND = 1000;

  private LagReadings() {}

  /**
   * The lag of one window, in seconds, which is a breach where it exceeds the limit.
   *
   * @param source what was measured, data or labels
   * @param lag time by the clock since the window's end
   * @param rows of the window
   */
  public static Optional<Reading> of(
      String source, Duration lag, long rows, MonitorSettings settings) {
    Duration limit = settings.lagLimit();
    if (limit.isZero() || !settings.measures(SignalKind.LAG)) {
      return Optional.empty();
    }
    boolean breached = lag.compareTo(limit) > 0;
    return Optional.of(
        Reading.of(SignalKind.LAG, source, lag.toMillis() / MILLIS_A_SECOND, rows)
            .judged(
                new Judgement(
                    "limit",
                    Double.NaN,
                    0,
                    limit.toMillis() / MILLIS_A_SECOND,
                    Double.NaN,
                    breached))
            .severe(breached ? Severity.WARNING : Severity.INFO));
  }
}
