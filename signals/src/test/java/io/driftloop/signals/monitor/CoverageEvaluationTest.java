package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Samples;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.severity.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CoverageEvaluationTest {
  private static final MonitorSettings SETTINGS = MonitorSettings.defaults(Duration.ofDays(30));

  /** Predictions of which those that are told get a label with a chance of a half. */
  private static CoverageProfile window(int rows, Random random, Predicate<float[]> favoured) {
    CoverageProfile profile = new CoverageProfile();
    for (int i = 0; i < rows; i++) {
      float[] scores = Samples.scores(random);
      boolean labelled = random.nextBoolean() || favoured.test(scores);
      profile.add(CoverageProfile.cell(scores), labelled);
    }
    return profile;
  }

  private static List<Reading> evaluate(MonitorSettings settings, CoverageProfile window) {
    return new CoverageEvaluation(settings).evaluate(window);
  }

  @Test
  void tellsTheShareWithItsInterval() {
    Reading share = evaluate(SETTINGS, window(2_000, new Random(1), scores -> false)).get(0);
    assertThat(share.kind()).isEqualTo(SignalKind.LABEL_COVERAGE);
    assertThat(share.value()).isCloseTo(.5, within(.03));
    assertThat(share.evidence().get("lower")).isLessThan(share.value());
    assertThat(share.evidence().get("upper")).isGreaterThan(share.value());
    assertThat(share.sampleCount()).isEqualTo(2_000);
    assertThat(share.breached()).isFalse();
  }

  @Test
  void labelsThatFavourAClassAreABias() {
    Reading bias = evaluate(SETTINGS, window(2_000, new Random(2), row -> row[1] > .8)).get(1);
    assertThat(bias.kind()).isEqualTo(SignalKind.LABEL_BIAS);
    assertThat(bias.breached()).isTrue();
    assertThat(bias.severity()).isEqualTo(Severity.WARNING);
    assertThat(bias.value()).isGreaterThan(bias.threshold());
    assertThat(bias.judgement().referenceCount() + bias.sampleCount()).isEqualTo(2_000);
  }

  @Test
  void labelsByChanceKeepTheBudget() {
    MonitorSettings settings =
        new MonitorSettings(
            FalseAlarmBudget.alpha(.5, 1),
            Duration.ofDays(1),
            5,
            100,
            MonitorSettings.Effects.ANY,
            Set.of());
    int alarms = 0;
    int runs = 4_000;
    for (int run = 0; run < runs; run++) {
      List<Reading> readings = evaluate(settings, window(400, new Random(run), row -> false));
      alarms += readings.get(1).breached() ? 1 : 0;
    }
    double expected = runs * Levels.coverage(settings);
    assertThat((double) alarms).isLessThanOrEqualTo(expected + 2.33 * Math.sqrt(expected));
  }

  @Test
  void isFiniteWithoutRowsAndWhereAllOrNoneHaveLabels() {
    for (CoverageProfile profile :
        List.of(
            new CoverageProfile(), window(500, new Random(3), scores -> true), unlabelled(500))) {
      assertThat(evaluate(SETTINGS, profile))
          .hasSize(2)
          .noneMatch(Reading::breached)
          .allMatch(reading -> Double.isFinite(reading.value()));
    }
    MonitorSettings off =
        new MonitorSettings(
            SETTINGS.budget(),
            SETTINGS.window(),
            5,
            100,
            SETTINGS.effects(),
            Set.of(SignalKind.LABEL_BIAS));
    assertThat(evaluate(off, new CoverageProfile())).hasSize(1);
  }

  private static CoverageProfile unlabelled(int rows) {
    CoverageProfile profile = new CoverageProfile();
    for (int i = 0; i < rows; i++) {
      profile.add(i % 10, false);
    }
    return profile;
  }

  @Test
  void mergesAndComesBackFromBytes() throws IOException {
    CoverageProfile one = window(300, new Random(4), scores -> false);
    CoverageProfile other = window(200, new Random(5), scores -> false);
    one.merge(CoverageProfile.read(Samples.input(Samples.bytes(other::write))));
    assertThat(one.rows()).isEqualTo(500);
    byte[] bytes = Samples.bytes(one::write);
    CoverageProfile read = CoverageProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    for (int length = 0; length < bytes.length; length += 97) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> CoverageProfile.read(Samples.input(cut)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aModelOfVeryManyClassesIsCountedToo() {
    float[] scores = new float[500];
    scores[499] = 1;
    assertThat(CoverageProfile.cell(scores)).isEqualTo(99);
    assertThat(CoverageProfile.cell(new float[] {1, 0})).isEqualTo(4);
    assertThat(CoverageProfile.cell(new float[] {.4f, .6f})).isEqualTo(8);
  }
}
