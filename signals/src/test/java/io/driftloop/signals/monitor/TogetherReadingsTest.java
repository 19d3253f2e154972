package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.PairVariances;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TogetherReadingsTest {
  private final SplittableRandom random = new SplittableRandom(41);

  @Test
  void aPairThatTurnsRoundIsNamed() {
    PredictionReference reference = Stream.reference(4_000, random);
    List<Reading> readings = evaluate(reference, row -> row[1] = -row[1]);
    Reading shift = Stream.of(SignalKind.CORRELATION_SHIFT, readings).get(0);
    assertThat(shift.breached()).isTrue();
    assertThat(shift.subject()).isEqualTo("feature0~feature1");
    assertThat(shift.evidence().get("correlationBefore")).isCloseTo(0.78, within(0.05));
    assertThat(shift.evidence().get("correlationNow")).isCloseTo(-0.78, within(0.05));
    assertThat(shift.evidence().get("pairs")).isEqualTo(17 * 16 / 2.0);
    assertThat(shift.judgement().pValue()).isLessThan(1e-9);
    assertThat(Stream.of(SignalKind.DRIFT, readings)).noneMatch(Reading::breached);
  }

  @Test
  void aShiftThatIsSpreadOverAllFeaturesIsADiscrepancy() {
    PredictionReference reference = Stream.reference(4_000, random);
    List<Reading> readings =
        evaluate(
            reference,
            row -> {
              for (int i = 0; i < 5; i++) {
                row[i] += 0.6f;
              }
            });
    Reading discrepancy = Stream.of(SignalKind.MMD, "", readings);
    assertThat(discrepancy.breached()).isTrue();
    assertThat(discrepancy.value()).isGreaterThan(discrepancy.threshold());
    assertThat(discrepancy.judgement().method()).isEqualTo("mmd");
    assertThat(discrepancy.judgement().referenceCount()).isEqualTo(4_000);
  }

  @Test
  void areLeftOutWhereOff() {
    PredictionReference reference = Stream.reference(500, random);
    MonitorSettings settings =
        Stream.settings(Set.of(SignalKind.CORRELATION_SHIFT, SignalKind.MMD));
    PredictionProfile window = Stream.window(reference, 200, random);
    List<Reading> readings = new PredictionEvaluation(settings, reference).evaluate(window, 0);
    assertThat(Stream.of(SignalKind.CORRELATION_SHIFT, readings)).isEmpty();
    assertThat(Stream.of(SignalKind.MMD, readings)).isEmpty();
  }

  /**
   * Three numbers that are equal but in a twentieth of the rows: by normal theory many more windows
   * alarm than the level allows.
   */
  @Test
  void theReferencesOwnVariancesKeepTheLevel() {
    int runs = 600;
    double level = 0.02;
    int alarms = 0;
    int byNormalTheory = 0;
    for (int run = 0; run < runs; run++) {
      ReferenceProfile reference = nearlyEqual(1_500);
      DataProfile window = reference.emptyWindow();
      for (int i = 0; i < 500; i++) {
        window.addFeatures(reference.bins(), nearlyEqual());
      }
      alarms += alarm(reference, window, reference.pairs(), level) ? 1 : 0;
      byNormalTheory += alarm(reference, window, Optional.empty(), level) ? 1 : 0;
    }
    double margin = 2.33 * Math.sqrt(level * (1 - level) / runs);
    assertThat((double) alarms / runs).isLessThanOrEqualTo(level + margin);
    assertThat(byNormalTheory).isGreaterThan(3 * alarms + 20);
  }

  private boolean alarm(
      ReferenceProfile reference,
      DataProfile window,
      Optional<PairVariances> variances,
      double level) {
    Levels levels =
        new Levels(level, level, level, level, level, level, level, level, level, level, level);
    return new TogetherReadings(Stream.settings(), levels)
        .correlation(reference.data(), window, variances, reference.names())
        .orElseThrow()
        .breached();
  }

  private ReferenceProfile nearlyEqual(int rows) {
    float[] sample = new float[rows];
    for (int i = 0; i < rows; i++) {
      sample[i] = (float) random.nextGaussian();
    }
    Bins bins = Bins.ofQuantiles(sample, 10);
    ReferenceBuilder builder =
        new ReferenceBuilder(List.of("a", "b", "c"), List.of(bins, bins, bins), 2);
    for (int i = 0; i < rows; i++) {
      builder.addFeatures(nearlyEqual());
    }
    return builder.build();
  }

  private float[] nearlyEqual() {
    float value = (float) random.nextGaussian();
    float[] row = {value, value, value};
    if (random.nextInt(20) == 0) {
      row[random.nextInt(3)] = (float) random.nextGaussian();
    }
    return row;
  }

  private List<Reading> evaluate(PredictionReference reference, Consumer<float[]> change) {
    PredictionProfile window = Stream.window(reference, 2_000, random, change, scores -> scores);
    return new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
  }
}
