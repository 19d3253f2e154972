package io.driftloop.signals.diagnosis;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of a model from window to window, to say everything once. Public fields of
 * simple types make it a state that survives releases: a field that an older release did not write
 * may be null. {@link Diagnosis} does not change it in place.
 */
public final class DiagnosisState {
  /** Event times of the last alerts, in milliseconds, by version and what they were of. */
  public Map<String, Long> alerts = new TreeMap<>();

  /** End of the last window that showed a signature, in milliseconds, by version and name. */
  public Map<String, Long> signatures = new TreeMap<>();

  /** End of the last window in which the risk rose, in milliseconds, by version. */
  public Map<String, Long> riskRose = new TreeMap<>();

  /** The last change of the serving version. */
  public SwapState swap = new SwapState();

  /** A copy that may be changed. */
  public DiagnosisState copy() {
    DiagnosisState copy = new DiagnosisState();
    copy.alerts = alerts == null ? new TreeMap<>() : new TreeMap<>(alerts);
    copy.signatures = signatures == null ? new TreeMap<>() : new TreeMap<>(signatures);
    copy.riskRose = riskRose == null ? new TreeMap<>() : new TreeMap<>(riskRose);
    copy.swap = swap == null ? new SwapState() : swap.copy();
    return copy;
  }

  /** Forgets windows that end before a time, for no later one touches them. */
  void forgetBefore(long time) {
    signatures.values().removeIf(end -> end < time);
    riskRose.values().removeIf(end -> end < time);
  }
}
