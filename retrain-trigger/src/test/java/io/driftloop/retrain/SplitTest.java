package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void cutsByTime() {
    TrainingSet rows = TestData.points(100, 1, TestData.ABOVE);
    Split split = Split.of(rows, .1, .2);
    assertThat(split.training().fingerprint()).isEqualTo(rows.slice(0, 70).fingerprint());
    assertThat(split.validation().fingerprint()).isEqualTo(rows.slice(70, 80).fingerprint());
    assertThat(split.heldBack().fingerprint()).isEqualTo(rows.slice(80, 100).fingerprint());
    assertThat(split.unseen().fingerprint()).isEqualTo(rows.slice(70, 100).fingerprint());
  }

  @Test
  void refusesEmptyParts() {
    assertThat(Split.of(TestData.points(3, 1, TestData.ABOVE), .33, .33).heldBack().size()).isOne();
    for (int size : new int[] {0, 1, 2}) {
      TrainingSet rows = TestData.points(size, 1, TestData.ABOVE);
      assertThatThrownBy(() -> Split.of(rows, .33, .33))
          .isInstanceOf(UnusableDataException.class)
          .hasMessage("%d rows are too few to train, stop and judge on".formatted(size));
    }
  }
}
