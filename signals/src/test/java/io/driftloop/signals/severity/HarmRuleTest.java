package io.driftloop.signals.severity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.signature.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;

class HarmRuleTest {
  private static final HarmOptions OPTIONS = HarmOptions.defaults();
  private static final KnownRisk NO_RISE =
      new KnownRisk(new RiskChange(0.001, 0.01), RiskChange.unknown(), false);
  private static final Figure DRIFT = figure("psi", 0.9, Double.NaN, 0.2, true);
  private static final Figure SOUND = figure("accuracy", 0.9, 0.9, 0.87, false);

  @Test
  void driftThatMovesNoRiskIsADiagnosis() {
    assertThat(grade(NO_RISE, DRIFT)).containsExactly(Severity.INFO);
    assertThat(grade(KnownRisk.nothing(), DRIFT, SOUND))
        .containsExactly(Severity.INFO, Severity.INFO);
  }

  @Test
  void driftWithABreachOfRiskIsAWarning() {
    Figure worse = figure("accuracy", 0.86, 0.9, 0.87, true);
    assertThat(grade(KnownRisk.nothing(), DRIFT, worse))
        .containsExactly(Severity.WARNING, Severity.WARNING);
    Figure estimated = figure("estimated-accuracy", 0.5, 0.9, 0.87, true);
    assertThat(grade(KnownRisk.nothing(), DRIFT, estimated))
        .containsExactly(Severity.WARNING, Severity.WARNING);
  }

  @Test
  void driftWithARiseOfRiskInThisWindowOrTheOneBeforeIsAWarning() {
    RiskChange rise = new RiskChange(0.1, 0.01);
    RiskChange calm = new RiskChange(0, 0.01);
    assertThat(grade(new KnownRisk(rise, calm, false), DRIFT)).containsExactly(Severity.WARNING);
    assertThat(grade(new KnownRisk(calm, rise, false), DRIFT)).containsExactly(Severity.WARNING);
    assertThat(grade(new KnownRisk(calm, calm, true), DRIFT)).containsExactly(Severity.WARNING);
    assertThat(grade(new KnownRisk(new RiskChange(0.1, 0.05), calm, false), DRIFT))
        .as("within chance")
        .containsExactly(Severity.INFO);
    assertThat(grade(new KnownRisk(new RiskChange(0.015, 0.001), calm, false), DRIFT))
        .as("too small to matter")
        .containsExactly(Severity.INFO);
  }

  @Test
  void driftIsNotDismissedWhereNothingIsKnownOfTheRisk() {
    assertThat(grade(KnownRisk.nothing(), DRIFT)).containsExactly(Severity.WARNING);
  }

  @Test
  void measuredRiskFarBeyondItsMarginIsCritical() {
    assertThat(grade(NO_RISE, figure("accuracy", 0.841, 0.9, 0.87, true)))
        .containsExactly(Severity.WARNING);
    assertThat(grade(NO_RISE, figure("accuracy", 0.839, 0.9, 0.87, true)))
        .containsExactly(Severity.CRITICAL);
    assertThat(grade(NO_RISE, figure("log-loss", 0.71, 0.5, 0.6, true)))
        .containsExactly(Severity.CRITICAL);
    assertThat(grade(NO_RISE, figure("accuracy", 0.1, Double.NaN, 0.87, true)))
        .as("no reference to measure a margin from")
        .containsExactly(Severity.WARNING);
  }

  @Test
  void aClassCollapseIsCriticalWhateverTheRisk() {
    assertThat(grade(NO_RISE, figure("class-entropy", 0.01, 0.6, 0.4, true)))
        .containsExactly(Severity.CRITICAL);
    assertThat(grade(NO_RISE, figure("class-entropy", 0.9, 0.6, 0.8, true)))
        .as("more even than before")
        .containsExactly(Severity.INFO);
  }

  @Test
  void whatIsNotBreachedAsksForNothing() {
    KnownRisk bad = new KnownRisk(new RiskChange(0.5, 0.01), RiskChange.unknown(), true);
    assertThat(grade(bad, SOUND, figure("psi", 0.1, Double.NaN, 0.2, false)))
        .containsOnly(Severity.INFO);
    assertThat(grade(bad)).isEmpty();
  }

  @Test
  void theWorstIsTheMostUrgent() {
    assertThat(HarmRule.worst(List.of())).isEqualTo(Severity.INFO);
    assertThat(HarmRule.worst(List.of(Severity.INFO, Severity.CRITICAL, Severity.WARNING)))
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void figuresComeFromReadings() {
    Reading reading =
        Reading.of(SignalKind.ACCURACY, "", 0.8, 500)
            .judged(new Judgement("welch", 0.9, 1000, 0.87, 1e-5, true));
    assertThat(Figure.of(reading, "s1"))
        .isEqualTo(new Figure("accuracy", "", 0.8, 0.9, 0.87, true, "s1"));
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new HarmOptions(0, 0, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("critical factor 0.5");
    assertThatThrownBy(() -> new HarmOptions(Double.NaN, 0, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RiskChange(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Severity> grade(KnownRisk risk, Figure... window) {
    return HarmRule.grade(List.of(window), risk, OPTIONS);
  }

  private static Figure figure(
      String kind, double value, double reference, double threshold, boolean breached) {
    return new Figure(kind, "", value, reference, threshold, breached, "id");
  }
}
