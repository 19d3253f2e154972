package io.driftloop.signals.severity;

import java.io.Serializable;

/**
 * When a rise of the risk counts as harm.
 *
 * @param minimumRise smallest rise that matters, in the risk's own unit
 * @param standardErrors of the rise that count as more than chance
 * @param criticalFactor how many times the margin between reference and threshold a measured risk
 *     must move to be critical, at least 1
 */
public record HarmOptions(double minimumRise, double standardErrors, double criticalFactor)
    implements Serializable {

  public HarmOptions {
    if (!(minimumRise >= 0) || !(standardErrors >= 0) || !(criticalFactor >= 1)) {
      throw new IllegalArgumentException(
          "rise %s and standard errors %s are at least 0, the critical factor %s at least 1"
              .formatted(minimumRise, standardErrors, criticalFactor));
    }
  }

  /** Two points, at 2.58 standard errors (0.5 % in one tail); critical at twice the margin. */
  public static HarmOptions defaults() {
    return new HarmOptions(0.02, 2.58, 2);
  }
}
