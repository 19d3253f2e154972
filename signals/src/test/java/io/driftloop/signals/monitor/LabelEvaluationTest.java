package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class LabelEvaluationTest {
  private static final OutcomeReference REFERENCE = Outcomes.reference(1, 3_000, Outcomes.NO_HARM);
  private static final MonitorSettings SETTINGS = MonitorSettings.defaults(Duration.ofDays(30));
  private static final FairnessSettings FAIRNESS =
      new FairnessSettings(List.of("country"), 0.1, 0.8, 0.1);

  private static OutcomeProfile window(long seed, Predicate<Outcome> harmed) {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    Outcomes.rows(3_000, new Random(seed), harmed).forEach(row -> profile.add(REFERENCE, row));
    return profile;
  }

  private static List<Reading> evaluate(OutcomeProfile window) {
    return new LabelEvaluation(SETTINGS, FAIRNESS, REFERENCE).evaluate(window, 0, Optional.empty());
  }

  private static List<Reading> of(List<Reading> readings, SignalKind kind) {
    return readings.stream().filter(reading -> reading.kind() == kind).toList();
  }

  @Test
  void aHealthyWindowKeepsTheBudget() {
    int alarms = 0;
    for (int seed = 0; seed < 100; seed++) {
      alarms +=
          (int) evaluate(window(seed, Outcomes.NO_HARM)).stream().filter(Reading::breached).count();
    }
    // Labels and segments have 0.3 of one alarm in thirty windows: 0.5 in 100 of the first scale.
    assertThat(alarms).isLessThanOrEqualTo(3);
  }

  @Test
  void tellsFiguresByClassAndOfScores() {
    List<Reading> readings = evaluate(window(7, Outcomes.NO_HARM));
    assertThat(of(readings, SignalKind.PRECISION))
        .extracting(Reading::subject)
        .containsExactly("down", "up");
    assertThat(of(readings, SignalKind.RECALL)).hasSize(2);
    assertThat(of(readings, SignalKind.F1)).hasSize(2);
    // Scores uniform on 0 to 1 that are true probabilities: E[max] = 3/4, Brier 2·E[p(1−p)] = 1/3,
    // and the area is 5/6.
    assertThat(of(readings, SignalKind.MACRO_F1).get(0).value()).isCloseTo(.75, within(.03));
    assertThat(of(readings, SignalKind.BRIER).get(0).value()).isCloseTo(1 / 3.0, within(.02));
    assertThat(of(readings, SignalKind.AUC).get(0).value()).isCloseTo(5 / 6.0, within(.02));
    assertThat(of(readings, SignalKind.CALIBRATION_ERROR).get(0).value()).isLessThan(.06);
    assertThat(readings).filteredOn(reading -> reading.kind().fromLabels()).hasSameSizeAs(readings);
  }

  @Test
  void classesOfOtherSharesShiftTheCalibration() {
    Reading healthy =
        of(evaluate(window(7, Outcomes.NO_HARM)), SignalKind.CALIBRATION_SHIFT).get(0);
    assertThat(healthy.breached()).isFalse();
    assertThat(healthy.judgement().referenceCount()).isEqualTo(3_000);
    // Of the rows that are taken for "up" one in eight is wrong: they become "down".
    OutcomeProfile shifted =
        window(7, row -> row.scores()[1] > .5 && Math.floorMod(row.id().hashCode(), 8) == 0);
    Reading found = of(evaluate(shifted), SignalKind.CALIBRATION_SHIFT).get(0);
    assertThat(found.breached()).isTrue();
    assertThat(found.value()).isGreaterThan(found.threshold());
    assertThat(found.judgement().method()).isEqualTo("hotelling");
  }

  @Test
  void aHarmedSegmentIsNamedBySegmentAndSlice() {
    List<Reading> readings = evaluate(window(8, row -> row.segments().get("country").equals("nl")));
    assertThat(of(readings, SignalKind.ACCURACY))
        .filteredOn(reading -> reading.segment().equals("country=nl"))
        .singleElement()
        .satisfies(
            reading -> {
              assertThat(reading.value()).isZero();
              assertThat(reading.breached()).isTrue();
              assertThat(reading.severity()).isEqualTo(Severity.CRITICAL);
            });
    assertThat(of(readings, SignalKind.ACCURACY))
        .filteredOn(reading -> reading.segment().equals("country=de"))
        .noneMatch(Reading::breached);
    Reading worst = of(readings, SignalKind.WORST_SLICE).get(0);
    assertThat(worst.subject()).isEqualTo("country=nl");
    assertThat(worst.breached()).isTrue();
    assertThat(worst.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(worst.value()).isBetween(1.8, 2.2);
    assertThat(worst.evidence().get("share")).isCloseTo(1 / 3.0, within(.04));
  }

  @Test
  void aHarmedBinIsNamedInWords() {
    float edge = REFERENCE.profile().bins().get(0).edges()[8];
    List<Reading> readings = evaluate(window(9, row -> row.features()[0] > edge));
    Reading worst = of(readings, SignalKind.WORST_SLICE).get(0);
    assertThat(worst.subject()).isEqualTo("price > " + edge);
    List<Reading> days = evaluate(window(10, row -> row.features()[2] == 6));
    assertThat(of(days, SignalKind.WORST_SLICE).get(0).subject()).isEqualTo("weekday=su");
  }

  @Test
  void anUnfavouredGroupIsBreachedBeyondItsInterval() {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    for (int i = 0; i < 3_000; i++) {
      boolean small = i % 3 == 0;
      boolean up = i % 10 < (small ? 3 : 8);
      profile.add(
          REFERENCE,
          new Outcome(
              "r" + i,
              up ? new float[] {.2f, .8f} : new float[] {.8f, .2f},
              1,
              Map.of("country", small ? "nl" : "de"),
              new float[0]));
    }
    List<Reading> readings = evaluate(profile);
    Reading parity = of(readings, SignalKind.DEMOGRAPHIC_PARITY).get(0);
    assertThat(parity.segment()).isEqualTo("country=nl");
    assertThat(parity.value()).isCloseTo(-.5, within(.01));
    assertThat(parity.breached()).isTrue();
    assertThat(parity.severity()).isEqualTo(Severity.WARNING);
    Reading impact = of(readings, SignalKind.DISPARATE_IMPACT).get(0);
    assertThat(impact.value()).isCloseTo(.375, within(.01));
    assertThat(impact.breached()).isTrue();
    assertThat(of(readings, SignalKind.EQUAL_OPPORTUNITY).get(0).breached()).isTrue();
  }

  @Test
  void isFiniteOnEmptyAndOnOneRow() {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    assertThat(evaluate(profile)).noneMatch(Reading::breached);
    profile.add(
        REFERENCE, new Outcome("a", new float[] {0, 1}, 1, Map.of("country", "nl"), new float[0]));
    assertThat(evaluate(profile))
        .noneMatch(Reading::breached)
        .allMatch(reading -> Double.isFinite(reading.value()));
  }

  /** Of the Dutch rows three in ten, of the others one in twenty got another label later. */
  @Test
  void aSegmentWhoseLabelsAreContradictedIsTold() {
    OutcomeProfile window = OutcomeProfile.empty(2);
    Random random = new Random(11);
    for (Outcome row : Outcomes.rows(3_000, random, Outcomes.NO_HARM)) {
      window.add(REFERENCE, row);
      boolean dutch = row.segments().get("country").equals("nl");
      if (random.nextDouble() < (dutch ? .3 : .05)) {
        window.correct(REFERENCE, row, row.label(), 1);
        window.correct(REFERENCE, row, row.label(), 2);
      }
    }
    List<Reading> readings = of(evaluate(window), SignalKind.LABEL_DISAGREEMENT);
    assertThat(readings).hasSize(3);
    assertThat(readings.get(0).segment()).isEqualTo("country=nl");
    assertThat(readings.get(0).value()).isCloseTo(.3, within(.05));
    assertThat(readings.get(0).evidence().get("lower")).isBetween(.2, .3);
    assertThat(readings).extracting(Reading::breached).containsExactly(true, false, false);
  }

  @Test
  void labelsThatNobodyContradictsAreNotToldOf() {
    assertThat(of(evaluate(window(7, Outcomes.NO_HARM)), SignalKind.LABEL_DISAGREEMENT)).isEmpty();
  }
}
