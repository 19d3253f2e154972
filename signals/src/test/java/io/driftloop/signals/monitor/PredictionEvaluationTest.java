package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PredictionEvaluationTest {
  private final SplittableRandom random = new SplittableRandom(51);
  private final PredictionReference reference = Stream.reference(4_000, random);

  /** The model does not look at this one. */
  private static void harmless(float[] row) {
    row[15] += 1;
  }

  private static void harmful(float[] row) {
    harmless(row);
    for (int i : new int[] {0, 2, 3, 4}) {
      row[i] *= 0.4f;
    }
  }

  @Test
  void driftThatFallsOnNoRiskIsADiagnosis() {
    List<Reading> readings = evaluate(reference, PredictionEvaluationTest::harmless);
    assertThat(Stream.of(SignalKind.DRIFT, "feature15", readings).breached()).isTrue();
    assertThat(readings).allMatch(reading -> reading.severity() == Severity.INFO);
  }

  @Test
  void driftWithAFallOfTheEstimatedAccuracyIsAWarning() {
    List<Reading> readings = evaluate(reference, PredictionEvaluationTest::harmful);
    assertThat(severity(SignalKind.DRIFT, "feature15", readings)).isEqualTo(Severity.WARNING);
    assertThat(severity(SignalKind.PSI, "feature15", readings)).isEqualTo(Severity.WARNING);
    assertThat(severity(SignalKind.ESTIMATED_ACCURACY, "", readings)).isEqualTo(Severity.WARNING);
    assertThat(severity(SignalKind.DRIFT, "feature16", readings)).isEqualTo(Severity.INFO);
  }

  @Test
  void driftIsAWarningWhereHarmCannotBeRuledOut() {
    PredictionReference unlabelled = new PredictionReference(reference.profile(), Optional.empty());
    List<Reading> readings = evaluate(unlabelled, PredictionEvaluationTest::harmless);
    assertThat(severity(SignalKind.DRIFT, "feature15", readings)).isEqualTo(Severity.WARNING);
  }

  @Test
  void sharesOfTheChangeSumToOne() {
    List<Reading> drifts =
        Stream.of(SignalKind.DRIFT, evaluate(reference, PredictionEvaluationTest::harmful));
    double sum = drifts.stream().mapToDouble(PredictionEvaluationTest::share).sum();
    assertThat(sum).isCloseTo(1, within(1e-9));
    assertThat(drifts).allMatch(reading -> share(reading) >= 0);
    List<Reading> alone =
        Stream.of(SignalKind.DRIFT, evaluate(reference, PredictionEvaluationTest::harmless));
    assertThat(share(Stream.of(SignalKind.DRIFT, "feature15", alone))).isGreaterThan(0.8);
  }

  private static double share(Reading reading) {
    return reading.evidence().get("shareOfChange");
  }

  /** A larger block has the larger level, for it closes less often. */
  @Test
  void aSmallShiftIsFoundInALargeBlock() {
    PredictionEvaluation evaluation = new PredictionEvaluation(Stream.settings(), reference);
    PredictionProfile block = PredictionProfile.empty(reference);
    int found = 0;
    for (int i = 0; i < 16; i++) {
      PredictionProfile window =
          Stream.window(reference, 300, random, row -> row[15] += 0.15f, scores -> scores);
      found += evaluation.evaluate(window, 0).stream().anyMatch(Reading::breached) ? 1 : 0;
      block.merge(window);
    }
    assertThat(found).isLessThan(3);
    assertThat(Stream.of(SignalKind.DRIFT, "feature15", evaluation.evaluate(block, 4)).breached())
        .isTrue();
  }

  @Test
  void theOrderOfReadingsIsFixed() {
    List<Reading> first = evaluate(reference, row -> {});
    List<Reading> second = evaluate(reference, PredictionEvaluationTest::harmful);
    assertThat(second.stream().map(Reading::kind))
        .isEqualTo(first.stream().map(Reading::kind).toList());
  }

  private static Severity severity(SignalKind kind, String subject, List<Reading> readings) {
    return Stream.of(kind, subject, readings).severity();
  }

  private List<Reading> evaluate(PredictionReference against, Consumer<float[]> change) {
    PredictionProfile window = Stream.window(against, 2_000, random, change, scores -> scores);
    return new PredictionEvaluation(Stream.settings(), against).evaluate(window, 0);
  }
}
