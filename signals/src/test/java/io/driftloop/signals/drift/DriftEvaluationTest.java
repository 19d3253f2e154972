package io.driftloop.signals.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.profile.Samples;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DriftEvaluationTest {
  private static final DriftThresholds THRESHOLDS = DriftThresholds.defaults();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final ReferenceProfile reference = Samples.reference(5_000, random);

  @Test
  void unchangedRowsBreachNothing() {
    DataProfile window = window(2_000, row -> row, scores -> scores);
    assertThat(breaches(window)).as("seed %d", seed).isEmpty();
  }

  @Test
  void theOrderIsFixed() {
    DataProfile window = window(10, row -> row, scores -> scores);
    assertThat(DriftEvaluation.evaluate(reference, window, THRESHOLDS))
        .extracting(DriftEvaluationTest::name)
        .containsExactly(
            "psi price",
            "jensen-shannon price",
            "missing-rate price",
            "psi demand",
            "jensen-shannon demand",
            "missing-rate demand",
            "psi weekday",
            "jensen-shannon weekday",
            "missing-rate weekday",
            "unseen-rate weekday",
            "prediction-drift ",
            "confidence ",
            "entropy ");
  }

  @Test
  void aShiftedFeatureIsTheOnlyBreach() {
    DataProfile window =
        window(2_000, row -> new float[] {row[0] + 1, row[1], row[2]}, scores -> scores);
    assertThat(breaches(window))
        .as("seed %d", seed)
        .containsExactly("psi price", "jensen-shannon price");
  }

  @Test
  void missingAndUnseenValuesAreTold() {
    DataProfile missing =
        window(
            2_000,
            row -> random.nextInt(10) == 0 ? new float[] {Float.NaN, row[1], row[2]} : row,
            scores -> scores);
    assertThat(breaches(missing)).as("seed %d", seed).contains("missing-rate price");
    DataProfile unseen =
        window(
            2_000,
            row -> random.nextInt(20) == 0 ? new float[] {row[0], row[1], Samples.CATEGORIES} : row,
            scores -> scores);
    assertThat(breaches(unseen)).as("seed %d", seed).contains("unseen-rate weekday");
  }

  @Test
  void confidenceCollapsesInBothDirections() {
    DataProfile unsure = window(2_000, row -> row, scores -> blend(scores, 0.5f));
    assertThat(breaches(unsure)).as("seed %d", seed).containsExactly("confidence ", "entropy ");
    DataProfile sure = window(2_000, row -> row, DriftEvaluationTest::sharpen);
    assertThat(breaches(sure)).as("seed %d", seed).containsExactly("confidence ", "entropy ");
    assertThat(reading(unsure, SignalKind.CONFIDENCE))
        .satisfies(r -> assertThat(r.value()).isLessThan(r.threshold()))
        .satisfies(r -> assertThat(r.threshold()).isLessThan(r.reference()));
    assertThat(reading(sure, SignalKind.CONFIDENCE))
        .satisfies(r -> assertThat(r.value()).isGreaterThan(r.threshold()))
        .satisfies(r -> assertThat(r.threshold()).isGreaterThan(r.reference()));
  }

  @Test
  void otherPredictedClassesAreTold() {
    DataProfile window = window(2_000, row -> row, s -> s[0] > s[1] ? s : new float[] {s[1], s[0]});
    assertThat(breaches(window)).as("seed %d", seed).containsExactly("prediction-drift ");
  }

  @Test
  void tooFewRowsAreMeasuredButNeverBreached() {
    DataProfile window =
        window(99, row -> new float[] {Float.NaN, 1e30f, -1}, scores -> new float[] {0, 1});
    assertThat(breaches(window)).isEmpty();
    assertThat(reading(window, SignalKind.PSI).value()).isGreaterThan(1);
    DriftThresholds lax = new DriftThresholds(0, 0.05, 0, 0, 0, 0, 0);
    List<Reading> empty = DriftEvaluation.evaluate(reference, reference.emptyWindow(), lax);
    assertThat(empty).noneMatch(Reading::breached);
  }

  @Test
  void rowsWithoutScoresSayNothingOfConfidence() {
    DataProfile window = reference.emptyWindow();
    for (int i = 0; i < 500; i++) {
      window.addFeatures(reference.bins(), Samples.features(random));
    }
    assertThat(breaches(window)).as("seed %d", seed).isEmpty();
  }

  @Test
  void aReferenceWithoutScoresGivesFeaturesOnly() {
    DataProfile data = DataProfile.empty(reference.bins(), 2);
    data.addFeatures(reference.bins(), Samples.features(random));
    ReferenceProfile without =
        new ReferenceProfile(Samples.NAMES, reference.bins(), data, new PerformanceProfile());
    assertThat(DriftEvaluation.evaluate(without, reference.emptyWindow(), THRESHOLDS)).hasSize(10);
  }

  @Test
  void everyFigureIsFiniteOnStrangeRows() {
    float[][] columns = {
      {},
      {1},
      {Float.NaN, Float.NaN},
      new float[1_000],
      {-1e30f, 1e30f, 0, -1e30f, Float.POSITIVE_INFINITY},
    };
    for (float[] expected : columns) {
      for (float[] current : columns) {
        assertFinite(Bins.ofQuantiles(expected, 10), expected, current);
        assertFinite(Bins.ofCategories(10_000), expected, current);
      }
    }
  }

  private static void assertFinite(Bins bins, float[] expected, float[] current) {
    DataProfile data = profile(bins, expected);
    ReferenceProfile reference =
        new ReferenceProfile(List.of("x"), List.of(bins), data, new PerformanceProfile());
    for (Reading reading :
        DriftEvaluation.evaluate(reference, profile(bins, current), THRESHOLDS)) {
      assertThat(reading.value()).as(reading.toString()).isFinite();
      assertThat(reading.evidence().values()).allMatch(Double::isFinite);
    }
  }

  private static DataProfile profile(Bins bins, float[] values) {
    DataProfile profile = DataProfile.empty(List.of(bins), 2);
    for (float value : values) {
      profile.addFeatures(List.of(bins), new float[] {value});
      profile.addScores(new float[] {1, 0});
    }
    return profile;
  }

  private DataProfile window(
      int rows, UnaryOperator<float[]> features, UnaryOperator<float[]> scores) {
    DataProfile window = reference.emptyWindow();
    for (int i = 0; i < rows; i++) {
      window.addFeatures(reference.bins(), features.apply(Samples.features(random)));
      window.addScores(scores.apply(Samples.scores(random)));
    }
    return window;
  }

  private List<String> breaches(DataProfile window) {
    return DriftEvaluation.evaluate(reference, window, THRESHOLDS).stream()
        .filter(Reading::breached)
        .map(DriftEvaluationTest::name)
        .toList();
  }

  private Reading reading(DataProfile window, SignalKind kind) {
    return DriftEvaluation.evaluate(reference, window, THRESHOLDS).stream()
        .filter(reading -> reading.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static String name(Reading reading) {
    return reading.kind().wireName() + " " + reading.subject();
  }

  /** Scores pulled towards one half, which changes no predicted class. */
  private static float[] blend(float[] scores, float share) {
    float first = 0.5f + (scores[0] - 0.5f) * share;
    return new float[] {first, 1 - first};
  }

  private static float[] sharpen(float[] scores) {
    return scores[0] > scores[1] ? new float[] {0.99f, 0.01f} : new float[] {0.01f, 0.99f};
  }
}
