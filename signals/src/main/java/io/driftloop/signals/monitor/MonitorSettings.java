package io.driftloop.signals.monitor;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * When a difference counts: it must be more than chance, by the false-alarm budget, and as large as
 * what matters, by the smallest effects.
 *
 * @param budget false alarms put up with, over all that is tested of a model
 * @param window length of a window
 * @param scales blocks of 1, 2, 4, ... windows that are tested, as many
 * @param minimumSamples rows below which a window is measured but never breached
 * @param effects the smallest effects that matter
 * @param off kinds that are not measured
 * @param segments by what rows are compared beside the whole
 * @param latencyLimit what 99 of 100 answers must not exceed; zero where it is not judged
 * @param lagLimit how long after its end, by the clock, a window may be measured; zero where that
 *     is not looked at
 */
public record MonitorSettings(
    FalseAlarmBudget budget,
    Duration window,
    int scales,
    long minimumSamples,
    Effects effects,
    Set<SignalKind> off,
    SegmentSettings segments,
    Duration latencyLimit,
    Duration lagLimit)
    implements Serializable {

  public MonitorSettings {
    off = Set.copyOf(off);
  }

  /** Settings without segments and without limits of the latency and of the lag. */
  public MonitorSettings(
      FalseAlarmBudget budget,
      Duration window,
      int scales,
      long minimumSamples,
      Effects effects,
      Set<SignalKind> off) {
    this(
        budget,
        window,
        scales,
        minimumSamples,
        effects,
        off,
        SegmentSettings.none(),
        Duration.ZERO,
        Duration.ZERO);
  }

  /**
   * The smallest effects that matter, each in the unit of its signal.
   *
   * @param psi population stability index
   * @param jensenShannon Jensen–Shannon distance of a feature
   * @param rate rise of a missing, unseen, range, outlier or out-of-distribution rate
   * @param predictionDrift Jensen–Shannon distance of the predicted classes
   * @param confidence change of the mean top score, margin or entropy
   * @param accuracy fall of the accuracy, measured or estimated
   * @param logLoss rise of the log-loss, in nats
   */
  public record Effects(
      double psi,
      double jensenShannon,
      double rate,
      double predictionDrift,
      double confidence,
      double accuracy,
      double logLoss)
      implements Serializable {

    /** None: whatever is more than chance counts. */
    public static final Effects ANY = new Effects(0, 0, 0, 0, 0, 0, 0);

    public static Effects defaults() {
      return new Effects(0.1, 0.1, 0.01, 0.1, 0.05, 0.03, 0.1);
    }
  }

  /** One expected false alarm in so much time, daily windows, five scales, default effects. */
  public static MonitorSettings defaults(Duration falseAlarmsPer) {
    return new MonitorSettings(
        FalseAlarmBudget.falseAlarmsPer(falseAlarmsPer),
        Duration.ofDays(1),
        5,
        100,
        Effects.defaults(),
        Set.of());
  }

  /** The same, with these segments. */
  public MonitorSettings in(SegmentSettings segments) {
    return new MonitorSettings(
        budget, window, scales, minimumSamples, effects, off, segments, latencyLimit, lagLimit);
  }

  /** The same, with this limit of the latency. */
  public MonitorSettings within(Duration latencyLimit) {
    return new MonitorSettings(
        budget, window, scales, minimumSamples, effects, off, segments, latencyLimit, lagLimit);
  }

  /** The same, with this limit of the lag. */
  public MonitorSettings measuredWithin(Duration lagLimit) {
    return new MonitorSettings(
        budget, window, scales, minimumSamples, effects, off, segments, latencyLimit, lagLimit);
  }

  /** The same, with these kinds off, too. */
  MonitorSettings without(Set<SignalKind> kinds) {
    Set<SignalKind> all = new HashSet<>(off);
    all.addAll(kinds);
    return new MonitorSettings(
        budget, window, scales, minimumSamples, effects, all, segments, latencyLimit, lagLimit);
  }

  /** Whether there is a limit of the latency. */
  public boolean judgesLatency() {
    return !latencyLimit.isZero();
  }

  /** Whether a kind is measured. */
  public boolean measures(SignalKind kind) {
    return !off.contains(kind);
  }
}
