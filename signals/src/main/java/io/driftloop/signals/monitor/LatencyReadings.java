package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.LatencyProfile;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How long answers took. What is judged is not the percentile itself but how many rows exceed the
 * limit, which has an exact law: no more than one in a hundred may.
 */
final class LatencyReadings {
  private static final double SHARE = 0.99;
  private static final double MICROS_A_MILLI = 1000;
  private static final long NANOS_A_MICRO = 1000;

  private final MonitorSettings settings;
  private final double level;

  LatencyReadings(MonitorSettings settings, int scale) {
    this.settings = settings;
    this.level = Levels.ofLatency(settings, scale);
  }

  /** The 99th percentile, in milliseconds; empty where no latency is known. */
  Optional<Reading> of(LatencyProfile window) {
    if (!settings.measures(SignalKind.LATENCY) || window.rows() == 0) {
      return Optional.empty();
    }
    double value = window.quantile(SHARE) / MICROS_A_MILLI;
    Reading reading = Reading.of(SignalKind.LATENCY, "", value, window.rows());
    return Optional.of(settings.judgesLatency() ? judged(reading, window) : reading);
  }

  private Reading judged(Reading reading, LatencyProfile window) {
    long limit = settings.latencyLimit().toNanos() / NANOS_A_MICRO;
    long above = window.above(limit);
    double pValue = atLeast(above, window.rows(), 1 - SHARE);
    boolean enough = window.rows() >= settings.minimumSamples();
    return reading
        .judged(
            new Judgement(
                "binomial-exact",
                Double.NaN,
                0,
                limit / MICROS_A_MILLI,
                pValue,
                enough && pValue <= level))
        .with("shareAbove", (double) above / window.rows());
  }

  /**
   * The chance of at least so many successes of a binomial law, by the incomplete beta function
   * (Abramowitz and Stegun 1964, 26.5.24).
   */
  private static double atLeast(long successes, long trials, double chance) {
    return successes == 0
        ? 1
        : BetaDistribution.of(successes, trials - successes + 1.0).cumulativeProbability(chance);
  }
}
