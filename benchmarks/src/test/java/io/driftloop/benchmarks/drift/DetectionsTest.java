package io.driftloop.benchmarks.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.benchmarks.streams.ChangingFeatures;
import io.driftloop.benchmarks.streams.ChangingFeatures.Change;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DetectionsTest {
  private static final Plan PLAN = new Plan(100, 20, 500, 10_000, 200, 5);

  @Test
  void delaysAreCountedFromTheChangeAndEarlyAlarmsLeftOut() {
    int[] first = {20, 3, 24, -1, 22};
    Map<String, Object> cells = new Detections(Change.VARIANCE, "method", first).row(PLAN).cells();
    assertThat(cells)
        .containsEntry("alarm before the change", 1)
        .containsEntry("median windows", 3.0)
        .containsEntry("90 % within", Double.POSITIVE_INFINITY)
        .containsEntry("seen", 0.75);
  }

  @Test
  void featuresChangeAsTheyAreSaidTo() {
    int rows = 200_000;
    ChangingFeatures mean = changed(Change.MEAN_BY_A_QUARTER);
    assertThat(mean(mean.next(rows)[0])).isCloseTo(0.25, within(0.02));
    float[] wider = changed(Change.VARIANCE).next(rows)[0];
    assertThat(product(wider, wider)).isCloseTo(1.5, within(0.03));
    float[][] pair = changed(Change.CORRELATION_FLIP).next(rows);
    assertThat(product(pair[0], pair[1])).isCloseTo(-0.6, within(0.02));
    assertThat(product(pair[2], pair[3])).isCloseTo(0.6, within(0.02));
    assertThat(product(pair[1], pair[1])).isCloseTo(1, within(0.02));
    float[] category = changed(Change.CATEGORY_MIX).next(rows)[0];
    assertThat(share(category, 0)).isCloseTo(0.15, within(0.01));
    assertThat(share(category, 1)).isCloseTo(0.05, within(0.01));
  }

  @Test
  void anIntervalHoldsItsShareAndStaysInBounds() {
    assertThat(Interval.wilson(0, 20).from()).isZero();
    assertThat(Interval.wilson(20, 20).to()).isEqualTo(1);
    Interval half = Interval.wilson(50, 100);
    assertThat(half.from()).isCloseTo(0.403832, within(1e-6));
    assertThat(half.to()).isCloseTo(0.596168, within(1e-6));
  }

  private static ChangingFeatures changed(Change change) {
    ChangingFeatures features = new ChangingFeatures(change, 11);
    features.change();
    return features;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double product(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum / one.length;
  }

  private static double share(float[] values, float wanted) {
    int count = 0;
    for (float value : values) {
      count += value == wanted ? 1 : 0;
    }
    return count / (double) values.length;
  }
}
