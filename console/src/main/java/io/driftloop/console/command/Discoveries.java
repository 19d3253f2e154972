package io.driftloop.console.command;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/**
 * The signals of all features, segments and models that are discoveries of one procedure. Only
 * tests are asked about: what restates another signal's p-value is none, and blocks of windows are
 * left out because those that find nothing are not told. A signal that is delivered again is not
 * asked about again.
 */
final class Discoveries implements Predicate<Signal> {
  /** Signals remembered: those of some windows of a thousand models. */
  private static final int REMEMBERED = 1_000_000;

  private final DoublePredicate procedure;
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param procedure whether the next p-value is a discovery
   */
  Discoveries(DoublePredicate procedure) {
    this.procedure = procedure;
  }

  @Override
  public boolean test(Signal signal) {
    boolean asked =
        signal.getPValue() != null
            && !SignalKind.ofWireName(signal.getKind()).describesDrift()
            && !signal.getEvidence().containsKey("windows")
            && seen.put(signal.getId(), true) == null;
    return asked && procedure.test(signal.getPValue());
  }
}
