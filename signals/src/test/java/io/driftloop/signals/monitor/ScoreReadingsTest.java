package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ScoreReadingsTest {
  private final SplittableRandom random = new SplittableRandom(21);
  private final PredictionReference reference = Stream.reference(4_000, random);

  @Test
  void unsureScoresAreAFallOfConfidence() {
    List<Reading> readings = evaluate(scores -> Stream.sharpened(scores, 0.7));
    assertFell(SignalKind.CONFIDENCE, readings);
    assertFell(SignalKind.MARGIN, readings);
    assertRose(SignalKind.ENTROPY, readings);
    assertRose(SignalKind.OOD_RATE, readings);
    assertThat(Stream.of(SignalKind.PREDICTION_DRIFT, "", readings).breached()).isFalse();
  }

  @Test
  void sureScoresAreARiseOfConfidence() {
    List<Reading> readings = evaluate(scores -> Stream.sharpened(scores, 1.5));
    assertRose(SignalKind.CONFIDENCE, readings);
    assertRose(SignalKind.MARGIN, readings);
    assertFell(SignalKind.ENTROPY, readings);
    assertThat(Stream.of(SignalKind.OOD_RATE, "", readings).breached()).isFalse();
    assertThat(Stream.of(SignalKind.CLASS_ENTROPY, "", readings).breached()).isFalse();
  }

  @Test
  void aCollapseOntoOneClassIsCritical() {
    List<Reading> readings =
        evaluate(scores -> random.nextInt(10) == 0 ? scores : new float[] {0.8f, 0.1f, 0.1f});
    Reading collapse = Stream.of(SignalKind.CLASS_ENTROPY, "", readings);
    assertFell(SignalKind.CLASS_ENTROPY, readings);
    assertThat(collapse.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(collapse.judgement().method()).isEqualTo("entropy-expansion");
    Reading drift = Stream.of(SignalKind.PREDICTION_DRIFT, "", readings);
    assertThat(drift.breached()).isTrue();
    assertThat(drift.judgement().method()).isEqualTo("jensen-shannon");
    assertThat(drift.judgement().pValue()).isLessThan(1e-9);
    assertThat(drift.judgement().referenceCount()).isEqualTo(2_000);
  }

  @Test
  void rowsUnlikeAnyOtherAreCounted() {
    List<Reading> readings =
        evaluate(scores -> random.nextInt(5) == 0 ? new float[] {0.34f, 0.33f, 0.33f} : scores);
    Reading rate = Stream.of(SignalKind.OOD_RATE, "", readings);
    assertRose(SignalKind.OOD_RATE, readings);
    assertThat(rate.reference()).isBetween(0.0, 0.05);
    assertThat(rate.value()).isBetween(0.15, 0.35);
    assertThat(rate.evidence().get("topScoreBelow")).isBetween(0.34, 0.6);
  }

  @Test
  void healthyScoresBreachNothing() {
    List<Reading> readings = evaluate(scores -> scores);
    assertThat(readings).noneMatch(Reading::breached);
    for (SignalKind kind : List.of(SignalKind.CONFIDENCE, SignalKind.MARGIN, SignalKind.ENTROPY)) {
      Reading reading = Stream.of(kind, "", readings);
      assertThat(reading.judgement().method()).isEqualTo("welch");
      assertThat(reading.judgement().pValue()).isBetween(1e-4, 1.0);
      assertThat(Math.abs(reading.value() - reading.reference()))
          .isLessThan(Math.abs(reading.threshold() - reading.reference()));
    }
  }

  @Test
  void fewRowsBreachNothing() {
    PredictionProfile window =
        Stream.window(reference, 99, random, row -> {}, scores -> new float[] {1, 0, 0});
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
    assertThat(readings).noneMatch(Reading::breached);
    assertThat(Stream.of(SignalKind.CONFIDENCE, "", readings).value()).isEqualTo(1);
  }

  private static void assertFell(SignalKind kind, List<Reading> readings) {
    Reading reading = Stream.of(kind, "", readings);
    assertThat(reading.breached()).as("%s", kind).isTrue();
    assertThat(reading.value()).isLessThan(reading.threshold());
    assertThat(reading.threshold()).isLessThan(reading.reference());
  }

  private static void assertRose(SignalKind kind, List<Reading> readings) {
    Reading reading = Stream.of(kind, "", readings);
    assertThat(reading.breached()).as("%s", kind).isTrue();
    assertThat(reading.value()).isGreaterThan(reading.threshold());
    assertThat(reading.threshold()).isGreaterThanOrEqualTo(reading.reference());
  }

  private List<Reading> evaluate(UnaryOperator<float[]> change) {
    PredictionProfile window = Stream.window(reference, 2_000, random, row -> {}, change);
    return new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
  }
}
