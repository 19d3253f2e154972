package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.profile.Season;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.unlabelled.OutlierMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class OutlierReadingsTest {
  private final SplittableRandom random = new SplittableRandom(20_261_127);

  private static List<Reading> rates(
      MonitorSettings settings, PredictionReference reference, PredictionProfile window) {
    return Stream.of(
        SignalKind.OOD_RATE, new PredictionEvaluation(settings, reference).evaluate(window, 0));
  }

  /** A window of which a share of rows has its embedding changed. */
  private PredictionProfile window(
      PredictionReference reference, int rows, double share, UnaryOperator<float[]> change) {
    PredictionProfile window = PredictionProfile.empty(reference);
    for (int i = 0; i < rows; i++) {
      float[] row = Stream.row(random);
      float[] embedding = Stream.embedding(row);
      window.add(
          row,
          Stream.scores(row),
          random.nextDouble() < share ? change.apply(embedding) : embedding,
          0,
          true);
    }
    return window;
  }

  @Test
  void eachMethodSeesItsStrangers() {
    PredictionReference reference = Stream.embedded(3_000, random);
    assertThat(breached(reference, row -> new float[] {-9, -9, -9, -9})).hasSize(3);
    // A direction that training did not have, near the mean of all.
    assertThat(breached(reference, row -> new float[] {-row[0], -row[1], -row[2], -row[3]}))
        .contains("nearest-neighbours");
    assertThat(breached(reference, row -> row)).isEmpty();
    // What is no number is beyond all thresholds.
    assertThat(breached(reference, row -> new float[] {Float.NaN, 0, 0, 0})).hasSize(3);
  }

  private List<String> breached(PredictionReference reference, UnaryOperator<float[]> change) {
    List<Reading> rates =
        rates(Stream.settings(), reference, window(reference, 1_000, 0.3, change));
    assertThat(rates)
        .extracting(Reading::subject)
        .containsExactly("", "mahalanobis", "nearest-neighbours", "energy");
    assertThat(rates).allMatch(rate -> rate.judgement().method().equals("fisher-exact"));
    assertThat(rates.get(0).breached()).isFalse();
    return rates.stream().filter(Reading::breached).map(Reading::subject).toList();
  }

  /** What is measured without embeddings keeps its thresholds but for the rate itself. */
  @Test
  void theRatesShareTheLevelOfOne() {
    PredictionReference reference = Stream.embedded(3_000, random);
    PredictionReference without =
        new PredictionReference(reference.profile(), reference.heldBack());
    Levels levels = Levels.of(Stream.settings(), Stream.FEATURES, 0);
    assertThat(levels.outliers(0)).isEqualTo(levels.scores());
    assertThat(4 * levels.outliers(3)).isCloseTo(levels.scores(), within(1e-15));
    List<Reading> plain = evaluate(without, new SplittableRandom(3));
    List<Reading> more = evaluate(reference, new SplittableRandom(3));
    assertThat(more).hasSize(plain.size() + OutlierMethod.values().length);
    assertThat(more)
        .filteredOn(reading -> reading.kind() != SignalKind.OOD_RATE)
        .isEqualTo(
            plain.stream().filter(reading -> reading.kind() != SignalKind.OOD_RATE).toList());
  }

  private static List<Reading> evaluate(PredictionReference reference, SplittableRandom random) {
    return new PredictionEvaluation(Stream.settings(), reference)
        .evaluate(Stream.window(reference, 200, random), 0);
  }

  /** One window each of many healthy versions: all rates together keep their part of the budget. */
  @Test
  void healthyEmbeddingsKeepTheBudget() {
    MonitorSettings settings =
        new MonitorSettings(
            new FalseAlarmBudget(0, 0.9), Duration.ofDays(1), 1, 100, Effects.ANY, Set.of());
    double level = Levels.of(settings, Stream.FEATURES, 0).scores();
    int trials = 250;
    int alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      PredictionReference reference = Stream.embedded(400, random);
      PredictionProfile window = window(reference, 150, 0, row -> row);
      alarms += (int) rates(settings, reference, window).stream().filter(Reading::breached).count();
    }
    assertThat(level).isCloseTo(0.0225, within(1e-9));
    assertThat(alarms).isLessThanOrEqualTo((int) (trials * level + 3 * Math.sqrt(trials * level)));
  }

  /** Embeddings know no season: against all hours together, an unusual hour would be an alarm. */
  @Test
  void withASeasonRatesAreMeasuredAndNotJudged() {
    PredictionReference seasonal =
        new PredictionReference(
            Stream.withSketches(
                    () -> new float[] {(float) random.nextDouble()},
                    500,
                    List.of("number"),
                    10,
                    Optional.of(Season.HOUR_OF_DAY))
                .profile(),
            Optional.empty(),
            Stream.embedded(1_000, random).embedding(),
            Optional.empty());
    PredictionProfile window = PredictionProfile.empty(seasonal);
    for (int i = 0; i < 200; i++) {
      float[] features = {(float) random.nextDouble()};
      window.add(features, new float[] {1, 0}, new float[] {-9, -9, -9, -9}, 0, true);
    }
    List<Reading> rates = rates(Stream.settings(), seasonal, window);
    assertThat(rates).hasSize(3).noneMatch(Reading::breached);
    assertThat(rates).allMatch(rate -> rate.value() == 1 && rate.judgement().pValue() < 1e-9);
  }

  @Test
  void rowsWithoutEmbeddingAreNotJudged() {
    PredictionReference reference = Stream.embedded(500, random);
    PredictionProfile window = PredictionProfile.empty(reference);
    for (int i = 0; i < 200; i++) {
      float[] row = Stream.row(random);
      window.add(row, Stream.scores(row), 0, true);
    }
    List<Reading> rates = rates(Stream.settings(), reference, window);
    assertThat(rates).hasSize(4).noneMatch(Reading::breached);
    assertThat(rates.get(1).sampleCount()).isZero();
    assertThat(rates(Stream.settings(Set.of(SignalKind.OOD_RATE)), reference, window)).isEmpty();
  }
}
