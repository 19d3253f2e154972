package io.driftloop.signals.policy;

import io.driftloop.signals.SignalKind;

/**
 * What the cost-aware rule remembers: of the champion its recent error rate and log-loss, and
 * across champions the error rate that was attainable and the rate at which labels come. Public
 * fields of simple types make it part of a state that survives releases.
 */
public final class RiskState {
  /** The version that the tracks are of. */
  public String version = "";

  public RiskTrack errors = new RiskTrack();
  public RiskTrack logLoss = new RiskTrack();

  /** The error rate that a good champion has; the worst there is before the first. */
  public double baseline = 1;

  /** Retrainings in a row that gave no better version. */
  public int fruitless;

  /** The champion's error rate when the last of them was asked for; the worst where unknown. */
  public double errorWhenTried = 1;

  /** End of the last window, in milliseconds. */
  public long lastWindow = PolicyState.NEVER;

  /** Labelled rows of the windows that follow another, decayed. */
  public double timedRows;

  /** Event time between those windows' ends in milliseconds, decayed. */
  public double elapsed;

  RiskState copy() {
    RiskState copy = new RiskState();
    copy.version = version;
    copy.errors = errors.copy();
    copy.logLoss = logLoss.copy();
    copy.baseline = baseline;
    copy.fruitless = fruitless;
    copy.errorWhenTried = errorWhenTried;
    copy.lastWindow = lastWindow;
    copy.timedRows = timedRows;
    copy.elapsed = elapsed;
    return copy;
  }

  /** Takes note of what was known when a training was asked for. */
  void tried() {
    errorWhenTried = errors.empty() ? 1 : errors.mean();
  }

  /**
   * The fruitless retrainings that still say something: none does once the error rate has risen
   * since by more than chance, for then the world is another.
   */
  int fruitlessUntilNow(double standardErrors) {
    boolean worse =
        !errors.empty() && errors.mean() - errorWhenTried > standardErrors * errors.standardError();
    return worse ? 0 : fruitless;
  }

  /** Takes in a signal of a window's labels; any other changes nothing. */
  void observe(Observation signal, ForecastOptions options) {
    boolean accuracy = signal.kind() == SignalKind.ACCURACY;
    boolean ofRisk = accuracy || signal.kind() == SignalKind.LOG_LOSS;
    if (!ofRisk
        || !signal.subject().isEmpty()
        || !signal.measured().usable()
        || signal.sampleCount() < 1) {
      return;
    }
    if (!version.equals(signal.modelVersion())) {
      version = signal.modelVersion();
      errors = new RiskTrack();
      logLoss = new RiskTrack();
    }
    double decay = Math.pow(0.5, 1 / options.halfLife());
    if (accuracy) {
      Measured risk = signal.measured().complement();
      if (errors.empty()) {
        concede(risk.reference(), options.concession());
      }
      errors.add(risk, signal.sampleCount(), decay);
      time(signal, decay);
    } else {
      logLoss.add(signal.measured(), signal.sampleCount(), decay);
    }
  }

  /** A better champion sets the baseline; to a worse one it gives in by a part. */
  private void concede(double reference, double share) {
    if (reference <= baseline) {
      baseline = reference;
    } else {
      baseline += share * (reference - baseline);
    }
  }

  private void time(Observation signal, double decay) {
    long end = signal.windowEnd().toEpochMilli();
    if (lastWindow != PolicyState.NEVER && end > lastWindow) {
      timedRows = timedRows * decay + signal.sampleCount();
      elapsed = elapsed * decay + (end - lastWindow);
    }
    lastWindow = Math.max(lastWindow, end);
  }
}
