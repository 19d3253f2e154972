package io.driftloop.signals.unlabelled;

import java.util.Locale;

/** How far a row lies from the training data, by its embedding. */
public enum OutlierMethod {
  /** {@link Mahalanobis}. */
  MAHALANOBIS,
  /** {@link NearestNeighbours}. */
  NEAREST_NEIGHBOURS,
  /** {@link OutlierScores#energy} of the logits that the last layer makes of the embedding. */
  ENERGY;

  /** The name in records: lower case, with hyphens. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
