package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.ReferenceBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever rows come, each reading can be told: no value is infinite or missing. */
class MonitorPropertiesTest {
  private static final List<Consumer<float[]>> ODD =
      List.of(
          row -> {},
          row -> Arrays.fill(row, Float.NaN),
          row -> Arrays.fill(row, 1),
          row -> Arrays.fill(row, Float.MAX_VALUE),
          row -> Arrays.fill(row, -Float.MAX_VALUE),
          row -> Arrays.fill(row, (float) 1e308),
          row -> Arrays.fill(row, (float) -1e308),
          row -> {
            row[0] = (float) 1e308;
            row[1] = -Float.MAX_VALUE;
            row[2] = Float.MIN_VALUE;
          });

  private static final List<float[]> SCORES =
      List.of(
          new float[] {1, 0, 0},
          new float[] {1 / 3f, 1 / 3f, 1 / 3f},
          new float[] {0.5f, 0.25f, 0.25f});

  private final Random random = new Random(71);

  @Test
  void readingsAreFiniteWhateverTheRows() {
    PredictionReference healthy = Stream.reference(500, random);
    for (int change = 0; change < ODD.size(); change++) {
      for (int rows : new int[] {0, 1, 2, 300}) {
        for (float[] scores : SCORES) {
          PredictionProfile window =
              Stream.window(healthy, rows, random, ODD.get(change), ignored -> scores);
          requireFinite(healthy, window, "change %d, %d rows".formatted(change, rows));
        }
      }
    }
  }

  @Test
  void readingsAreFiniteWhateverTheReference() {
    for (int change = 0; change < ODD.size(); change++) {
      for (int rows : new int[] {0, 1, 2, 300}) {
        PredictionReference reference = reference(rows, ODD.get(change));
        for (int windowRows : new int[] {0, 1, 300}) {
          String which = "reference %d of %d rows, %d rows".formatted(change, rows, windowRows);
          requireFinite(reference, Stream.window(reference, windowRows, random), which);
          PredictionProfile same =
              Stream.window(
                  reference, windowRows, random, ODD.get(change), ignored -> SCORES.get(0));
          List<Reading> readings = requireFinite(reference, same, which);
          if (change > 0 && change < 7) {
            assertThat(readings)
                .as("the same again: %s", which)
                .filteredOn(reading -> !reading.subject().isEmpty())
                .noneMatch(Reading::breached);
          }
        }
      }
    }
  }

  /** A reference of such rows alone, all with the same scores. */
  private PredictionReference reference(int rows, Consumer<float[]> change) {
    float[][] training = new float[rows][];
    for (int i = 0; i < rows; i++) {
      training[i] = Stream.row(random);
      change.accept(training[i]);
    }
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < Stream.FEATURES; i++) {
      int feature = i;
      float[] column = new float[rows];
      for (int row = 0; row < rows; row++) {
        column[row] = training[row][feature];
      }
      bins.add(
          i < Stream.NUMBERS
              ? Bins.ofQuantiles(column, 10)
              : Bins.ofCategories(Stream.CATEGORIES[i - Stream.NUMBERS]));
    }
    ReferenceBuilder builder = new ReferenceBuilder(Stream.NAMES, bins, Stream.CLASSES);
    for (float[] row : training) {
      builder.addFeatures(row);
      builder.addScores(SCORES.get(0));
    }
    if (rows == 0) {
      return new PredictionReference(builder.build(), Optional.empty());
    }
    float[][] scores = new float[rows][];
    Arrays.fill(scores, SCORES.get(0));
    return new PredictionReference(
        builder.build(), Optional.of(HeldBackReference.of(scores, new int[rows], Stream.CLASSES)));
  }

  @Test
  void tenThousandCategoriesAreEvaluated() {
    int categories = 10_000;
    ReferenceBuilder builder =
        new ReferenceBuilder(List.of("many"), List.of(Bins.ofCategories(categories)), 2);
    for (int i = 0; i < 20_000; i++) {
      builder.addFeatures(new float[] {random.nextInt(categories)});
      builder.addScores(new float[] {0.5f, 0.5f});
    }
    PredictionReference reference = new PredictionReference(builder.build(), Optional.empty());
    for (int most : new int[] {categories, 100, 1}) {
      PredictionProfile window = PredictionProfile.empty(reference);
      for (int i = 0; i < 2_000; i++) {
        float[] row = {random.nextInt(most)};
        window.add(row, new float[] {0.5f, 0.5f}, 0, false);
      }
      List<Reading> readings = requireFinite(reference, window, most + " categories");
      assertThat(readings.stream().anyMatch(Reading::breached))
          .as("%d categories", most)
          .isEqualTo(most < categories);
    }
  }

  private static List<Reading> requireFinite(
      PredictionReference reference, PredictionProfile window, String which) {
    List<Reading> readings =
        new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
    List<Reading> odd = readings.stream().filter(MonitorPropertiesTest::odd).toList();
    assertThat(odd).as(which).isEmpty();
    return readings;
  }

  private static boolean odd(Reading reading) {
    Judgement judgement = reading.judgement();
    boolean finite =
        Double.isFinite(reading.value())
            && !Double.isInfinite(judgement.threshold())
            && !Double.isInfinite(judgement.reference())
            && reading.evidence().values().stream().allMatch(Double::isFinite);
    boolean chance =
        Double.isNaN(judgement.pValue()) || (judgement.pValue() >= 0 && judgement.pValue() <= 1);
    return !finite || !chance || (judgement.breached() && Double.isNaN(judgement.threshold()));
  }
}
