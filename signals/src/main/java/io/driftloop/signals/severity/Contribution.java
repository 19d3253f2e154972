package io.driftloop.signals.severity;

import java.util.Comparator;
import java.util.List;

/**
 * A feature's share in a window's change.
 *
 * @param share 0 to 1
 */
public record Contribution(String feature, double share) {

  /**
   * The features by their share, largest first and then by name: each one's divergence over its
   * null expectation, times its importance, over the sum of all. A feature of unknown importance
   * has the known ones' mean. Where nothing exceeds its expectation all shares are equal. Shares
   * sum to 1, and are finite for any input; no features give no shares.
   */
  public static List<Contribution> rank(List<FeatureChange> changes) {
    double[] weights = importances(changes);
    double[] excesses = normalise(changes.stream().mapToDouble(Contribution::excess).toArray());
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= excesses[i];
    }
    double[] shares = normalise(weights);
    Contribution[] ranked = new Contribution[shares.length];
    for (int i = 0; i < shares.length; i++) {
      ranked[i] = new Contribution(changes.get(i).feature(), shares[i]);
    }
    return List.of(ranked).stream()
        .sorted(
            Comparator.comparingDouble(Contribution::share)
                .reversed()
                .thenComparing(Contribution::feature))
        .toList();
  }

  private static double excess(FeatureChange change) {
    double expected = Double.isFinite(change.nullExpectation()) ? change.nullExpectation() : 0;
    return bounded(bounded(change.divergence()) - Math.max(0, expected));
  }

  private static double[] importances(List<FeatureChange> changes) {
    double[] known =
        changes.stream()
            .mapToDouble(FeatureChange::importance)
            .filter(importance -> !Double.isNaN(importance))
            .map(Contribution::bounded)
            .toArray();
    double mean = 0;
    for (double importance : known) {
      mean += importance / known.length;
    }
    double unknown = known.length == 0 ? 1 : mean;
    return normalise(
        changes.stream()
            .mapToDouble(FeatureChange::importance)
            .map(importance -> Double.isNaN(importance) ? unknown : bounded(importance))
            .toArray());
  }

  private static double bounded(double value) {
    return Double.isNaN(value) ? 0 : Math.max(0, Math.min(value, Double.MAX_VALUE));
  }

  /** Shares of the sum; equal ones where the sum is 0. */
  private static double[] normalise(double[] values) {
    double[] shares = values.clone();
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, value);
    }
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = largest > 0 ? values[i] / largest : 1;
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return shares;
  }
}
