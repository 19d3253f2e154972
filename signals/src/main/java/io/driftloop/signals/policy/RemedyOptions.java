package io.driftloop.signals.policy;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * When an action fits.
 *
 * @param sliceRise smallest excess risk of a segment that matters
 * @param disagreement share of contradicted labels above which they are looked at again
 * @param concentration share of the whole excess above which the failing segments explain it, so
 *     that nothing is wrong elsewhere
 * @param retrainLabels new labels below which the head is tuned rather than all retrained
 * @param costs of the actions, in one unit, above 0
 */
public record RemedyOptions(
    double sliceRise,
    double disagreement,
    double concentration,
    long retrainLabels,
    Map<Action, Double> costs)
    implements Serializable {

  public RemedyOptions {
    costs = Map.copyOf(costs);
    for (Action action : Action.values()) {
      if (!(costs.getOrDefault(action, 0.0) > 0)) {
        throw new IllegalArgumentException("the cost of %s is not above 0".formatted(action));
      }
    }
  }

  /** Five points, a tenth, four fifths, 500 labels; a retraining costs ten rollbacks. */
  public static RemedyOptions defaults() {
    Map<Action, Double> costs = new EnumMap<>(Action.class);
    costs.put(Action.ROLL_BACK, 1.0);
    costs.put(Action.RECALIBRATE, 1.0);
    costs.put(Action.TUNE_HEAD, 3.0);
    costs.put(Action.RELABEL, 5.0);
    costs.put(Action.COLLECT_LABELS, 5.0);
    costs.put(Action.RETRAIN, 10.0);
    return new RemedyOptions(0.05, 0.1, 0.8, 500, costs);
  }
}
