package io.driftloop.signals.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassBiasTest {
  private static final long SEED = 7;

  @Test
  void findsTheShiftOfTheClasses() {
    double[] shift = {0.8, 0, -0.8};
    CalibratedRows rows = CalibratedRows.of(40_000, 3, shift, SEED);
    double[] found = ClassBias.fit(rows.scores(), rows.labels()).values();
    for (int i = 0; i < 3; i++) {
      assertThat(found[i] - found[1]).isEqualTo(shift[i] - shift[1], within(0.05));
    }
  }

  @Test
  void whatItFitsHasTheLabelsShares() {
    CalibratedRows rows = CalibratedRows.of(20_000, 4, new double[] {1, 0, 0, -1}, SEED);
    ClassBias bias = ClassBias.fit(rows.scores(), rows.labels());
    CalibratedRows fitted = new CalibratedRows(bias.applyAll(rows.scores()), rows.labels());
    double[] sums = new double[4];
    for (int row = 0; row < rows.labels().length; row++) {
      sums[rows.labels()[row]] -= 1;
      for (int i = 0; i < 4; i++) {
        sums[i] += fitted.scores()[row][i];
      }
    }
    assertThat(Arrays.stream(sums).map(Math::abs).max().orElseThrow()).isLessThan(20);
  }

  @Test
  void oneRowMovesLittle() {
    double[] found = ClassBias.fit(new float[][] {{0.5f, 0.5f}}, new int[] {1}).values();
    assertThat(found[1]).isEqualTo(-found[0], within(1e-12)).isBetween(0.0, 0.05);
  }

  @Test
  void noRowsAndCertainScoresStayFinite() {
    assertThat(ClassBias.fit(new float[0][], new int[0]).values()).isEmpty();
    ClassBias bias =
        ClassBias.fit(new float[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}}, new int[] {2, 2, 2});
    assertThat(Arrays.stream(bias.values()).allMatch(Double::isFinite)).isTrue();
    float sum = 0;
    for (float score : bias.apply(new float[] {1, 0, 0})) {
      sum += score;
    }
    assertThat(sum).isEqualTo(1, within(1e-5f));
  }

  @Test
  void refusesLabelsOfOtherRows() {
    assertThatThrownBy(() -> ClassBias.fit(new float[][] {{1, 0}}, new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 labels for 1 rows");
  }
}
