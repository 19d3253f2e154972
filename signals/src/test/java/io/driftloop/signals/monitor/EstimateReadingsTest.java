package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EstimateReadingsTest {
  private static final Set<SignalKind> ESTIMATES =
      Set.of(SignalKind.LABEL_SHIFT, SignalKind.ESTIMATED_ACCURACY, SignalKind.ESTIMATED_LOG_LOSS);

  private final SplittableRandom random = new SplittableRandom(31);
  private final PredictionReference reference = Stream.reference(8_000, random);

  /** Rows are drawn class by class, so that nothing but the classes' shares changes. */
  @Test
  void aLabelShiftsPriorsAreFound() {
    double[] priors = {0.2, 0.6, 0.2};
    PredictionProfile window = PredictionProfile.empty(reference);
    for (int i = 0; i < 6_000; i++) {
      double draw = random.nextDouble();
      int wanted = draw < priors[0] ? 0 : draw < priors[0] + priors[1] ? 1 : 2;
      float[] row = Stream.row(random);
      float[] scores = Stream.scores(row);
      while (Stream.label(scores, random) != wanted) {
        row = Stream.row(random);
        scores = Stream.scores(row);
      }
      window.add(row, scores, 0, false);
    }
    Reading shift = Stream.of(SignalKind.LABEL_SHIFT, "", evaluate(window));
    assertThat(shift.breached()).isTrue();
    assertThat(shift.judgement().method()).isEqualTo("chi-squared");
    assertThat(shift.judgement().referenceCount()).isEqualTo(4_000);
    for (int i = 0; i < priors.length; i++) {
      assertThat(shift.evidence().get("prior" + i)).isCloseTo(priors[i], within(0.06));
    }
  }

  @Test
  void harderRowsLetTheEstimatedAccuracyFall() {
    Consumer<float[]> harder =
        row -> {
          row[0] *= 0.5f;
          row[2] *= 0.5f;
          row[3] *= 0.5f;
          row[4] *= 0.5f;
        };
    List<Reading> readings =
        evaluate(Stream.window(reference, 2_000, random, harder, scores -> scores));
    Reading accuracy = Stream.of(SignalKind.ESTIMATED_ACCURACY, "", readings);
    assertThat(accuracy.breached()).isTrue();
    assertThat(accuracy.value()).isLessThan(accuracy.threshold());
    assertThat(accuracy.threshold()).isLessThan(accuracy.reference());
    assertThat(accuracy.value()).isCloseTo(measuredAccuracy(harder), within(0.04));
    assertThat(accuracy.evidence().get("standardError")).isBetween(1e-3, 0.03);
  }

  private double measuredAccuracy(Consumer<float[]> change) {
    int hits = 0;
    for (int i = 0; i < 20_000; i++) {
      float[] row = Stream.row(random);
      change.accept(row);
      float[] scores = Stream.scores(row);
      int top =
          scores[0] >= scores[1] && scores[0] >= scores[2] ? 0 : scores[1] > scores[2] ? 1 : 2;
      hits += top == Stream.label(scores, random) ? 1 : 0;
    }
    return hits / 20_000.0;
  }

  @Test
  void aRiseOfTheEstimatedAccuracyIsNoFault() {
    List<Reading> readings =
        evaluate(Stream.window(reference, 2_000, random, row -> row[0] *= 4, scores -> scores));
    Reading accuracy = Stream.of(SignalKind.ESTIMATED_ACCURACY, "", readings);
    assertThat(accuracy.value()).isGreaterThan(accuracy.reference() + 0.05);
    assertThat(accuracy.breached()).isFalse();
  }

  @Test
  void healthyRowsBreachNothing() {
    List<Reading> readings = evaluate(Stream.window(reference, 2_000, random));
    assertThat(readings).filteredOn(reading -> ESTIMATES.contains(reading.kind())).hasSize(3);
    assertThat(readings).noneMatch(Reading::breached);
    Reading loss = Stream.of(SignalKind.ESTIMATED_LOG_LOSS, "", readings);
    assertThat(loss.value())
        .isCloseTo(reference.profile().performance().logLoss().mean(), within(0.06));
  }

  @Test
  void thereAreNoneWithoutHeldBackLabels() {
    PredictionReference unlabelled = new PredictionReference(reference.profile(), Optional.empty());
    PredictionProfile window = Stream.window(unlabelled, 200, random);
    assertThat(new PredictionEvaluation(Stream.settings(), unlabelled).evaluate(window, 0))
        .noneMatch(reading -> ESTIMATES.contains(reading.kind()));
  }

  private List<Reading> evaluate(PredictionProfile window) {
    return new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
  }
}
