package io.driftloop.signals.monitor;

import java.io.Serializable;
import java.util.List;

/**
 * Between which groups a model is to be fair, and how unequal it may be. Each group is compared
 * with the largest one of its segment.
 *
 * @param segments names of the segments whose values are groups; empty where none are declared
 * @param parity largest difference of the shares with the favoured prediction
 * @param impact smallest ratio of those shares
 * @param opportunity largest difference of the true positive rates
 */
public record FairnessSettings(
    List<String> segments, double parity, double impact, double opportunity)
    implements Serializable {

  public FairnessSettings {
    segments = List.copyOf(segments);
  }

  /** No group is declared. */
  public static FairnessSettings none() {
    return new FairnessSettings(List.of(), 0.1, 0.8, 0.1);
  }
}
