package io.driftloop.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MixedFeaturesTest {

  @Test
  void theSameSeedGivesTheSameNumbersAndCategoriesStayInRange() {
    MixedFeatures one = new MixedFeatures(7);
    MixedFeatures other = new MixedFeatures(7);
    for (int rows : new int[] {1000, 50}) {
      float[][] columns = one.next(rows);
      assertThat(columns).isDeepEqualTo(other.next(rows));
      int[] categories = one.layout().categories();
      assertThat(columns).hasNumberOfRows(categories.length);
      for (int i = 0; i < categories.length; i++) {
        for (float value : columns[i]) {
          assertThat(value).as("column %d", i).isFinite();
          if (categories[i] > 0) {
            assertThat(value).isBetween(0f, categories[i] - 1f).isEqualTo((int) value);
          }
        }
      }
    }
    assertThat(new MixedFeatures(8).next(10)).isNotEqualTo(new MixedFeatures(7).next(10));
  }
}
