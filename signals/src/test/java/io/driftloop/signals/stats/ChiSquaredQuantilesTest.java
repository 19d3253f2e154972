package io.driftloop.signals.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class ChiSquaredQuantilesTest {
  /** More of them than are remembered. */
  @Test
  void eachIsTheQuantileOfItsOwnLaw() {
    for (int i = 0; i < 24_000; i++) {
      int freedom = 1 + i % 12;
      double alpha = 1e-6 * (1 + i / 2);
      double quantile = ChiSquaredQuantiles.upper(freedom, alpha);
      if (i % 50 < 2) {
        assertThat(ChiSquaredDistribution.of(freedom).survivalProbability(quantile))
            .isCloseTo(alpha, within(1e-9));
      }
    }
    // scipy 1.15: chi2.isf(0.05, 9)
    assertThat(ChiSquaredQuantiles.upper(9, 0.05)).isCloseTo(16.918977604620448, within(1e-9));
  }
}
