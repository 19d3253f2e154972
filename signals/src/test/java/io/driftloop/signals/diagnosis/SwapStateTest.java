package io.driftloop.signals.diagnosis;

import static io.driftloop.signals.diagnosis.Windows.OPTIONS;
import static io.driftloop.signals.diagnosis.Windows.accuracy;
import static io.driftloop.signals.diagnosis.Windows.end;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwapStateTest {
  private final SwapState swap = new SwapState();

  private void windows(String version, int count, double accuracy, long labels) {
    for (int i = 0; i < count; i++) {
      swap.measured(version, accuracy, labels);
    }
  }

  /** Version 1 at 20 % errors, replaced by version 2. */
  private void swapped() {
    swap.serves("v1", 1);
    windows("v1", 5, 0.8, 1000);
    swap.serves("v2", 2);
  }

  @Test
  void aNewVersionThatIsMuchWorseIsToBlame() {
    swapped();
    assertThat(swap.toBlame(OPTIONS)).as("before its first window").isFalse();
    windows("v2", 1, 0.6, 1000);
    assertThat(swap.toBlame(OPTIONS)).isTrue();
    assertThat(swap.previousVersion).isEqualTo("v1");
    assertThat(swap.previousErrors / swap.previousRows).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void neitherChanceNorTriflesAreBlamedOnIt() {
    swapped();
    windows("v2", 1, 0.75, 100);
    assertThat(swap.toBlame(OPTIONS)).as("5 points on 100 rows").isFalse();
    windows("v2", 1, 0.785, 1_000_000);
    assertThat(swap.toBlame(OPTIONS)).as("1.5 points on a million rows").isFalse();
  }

  @Test
  void onlyTheFirstWindowsCount() {
    swapped();
    windows("v2", 3, 0.6, 1000);
    assertThat(swap.toBlame(OPTIONS)).isTrue();
    windows("v2", 1, 0.6, 1000);
    assertThat(swap.toBlame(OPTIONS)).isFalse();
  }

  @Test
  void oneRollBackASwap() {
    swapped();
    windows("v2", 1, 0.6, 1000);
    swap.rollBack = "r1";
    assertThat(swap.toBlame(OPTIONS)).isFalse();
    swap.serves("v1", 3);
    windows("v1", 1, 0.8, 1000);
    assertThat(swap.toBlame(OPTIONS)).as("the version that was taken back was worse").isFalse();
    assertThat(swap.rollBack).isEmpty();
  }

  @Test
  void generationsCountInWhateverOrderTheyCome() {
    swap.serves("v2", 2);
    swap.serves("v1", 1);
    assertThat(swap.version).isEqualTo("v2");
    assertThat(swap.previousVersion).isEmpty();
    swap.serves("v2", 3);
    assertThat(swap.previousVersion).as("the same version again is no swap").isEmpty();
  }

  @Test
  void lateLabelsOfTheVersionBeforeDoNotCount() {
    swapped();
    windows("v1", 1, 0.1, 1000);
    assertThat(swap.windows).isZero();
  }

  @Test
  void whereNobodyTellsWhoServesThereIsNothingToGoBackTo() {
    windows("v1", 3, 0.9, 1000);
    windows("v2", 1, 0.5, 1000);
    assertThat(swap.version).isEqualTo("v2");
    assertThat(swap.toBlame(OPTIONS)).isFalse();
  }

  @Test
  void aBadSwapProposesARollBackInPlaceOfARetraining() {
    DiagnosisState state = new DiagnosisState();
    state.swap.serves("v0", 1);
    for (int i = 0; i < 3; i++) {
      state.swap.measured("v0", 0.8, 1000);
    }
    state.swap.serves("v1", 2);
    ClosedWindow window =
        new ClosedWindow("v1", true, end(0), end(1), List.of(accuracy(1, 0.6, 1000)));
    assertThat(Diagnosis.of(state, window, 0, OPTIONS).proposals())
        .extracting(Proposal::action)
        .containsExactly(Action.ROLL_BACK);
  }
}
