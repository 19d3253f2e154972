package io.driftloop.signals.stats;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Upper quantiles of chi-squared laws. Every window asks for those of the same few levels and
 * degrees of freedom, feature by feature, and finding one takes longer than comparing two
 * histograms; so each is found once.
 */
public final class ChiSquaredQuantiles {
  /** Far more than the levels of some models; what goes beyond is found each time. */
  private static final int MOST = 10_000;

  private static final Map<Key, Double> KNOWN = Collections.synchronizedMap(new HashMap<>());

  private ChiSquaredQuantiles() {}

  private record Key(double freedom, double alpha) {}

  /**
   * What the law exceeds with a chance of {@code alpha}.
   *
   * @param freedom degrees of freedom, above 0
   * @param alpha 0 to 1
   */
  public static double upper(double freedom, double alpha) {
    Key key = new Key(freedom, alpha);
    Double known = KNOWN.get(key);
    if (known == null) {
      known = ChiSquaredDistribution.of(freedom).inverseSurvivalProbability(alpha);
      if (KNOWN.size() < MOST) {
        KNOWN.put(key, known);
      }
    }
    return known;
  }
}
