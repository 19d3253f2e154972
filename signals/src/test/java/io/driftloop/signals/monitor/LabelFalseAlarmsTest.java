package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.Block;
import io.driftloop.signals.sequential.DyadicScales;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The promise of signals from labels: a healthy model keeps its budget, also where a segment and a
 * slice of a feature were always harder than the rest; and what becomes worse is found.
 */
class LabelFalseAlarmsTest {
  private static final double BUDGET = 0.05;
  private static final int RUNS = 60;
  private static final int WINDOWS = 20;
  private static final int ROWS = 500;

  /** A harder country is treated unequally, whatever it was before. */
  private static final FairnessSettings FAIRNESS = FairnessSettings.none();

  /** Two thirds of one country's rows are wrong, and so are all on one day of the week. */
  private static Predicate<Outcome> alwaysHard(Random random) {
    return row ->
        row.features()[2] == 6
            || (row.segments().get("country").equals("nl") && random.nextInt(3) > 0);
  }

  private static MonitorSettings settings() {
    return new MonitorSettings(
        FalseAlarmBudget.alpha(BUDGET, WINDOWS), Duration.ofDays(1), 5, 100, Effects.ANY, Set.of());
  }

  private static Set<String> breached(long seed, Predicate<Outcome> sinceThen) {
    Random random = new Random(seed);
    Predicate<Outcome> hard = alwaysHard(random);
    OutcomeReference reference = Outcomes.reference(seed, 2_000, hard);
    LabelEvaluation evaluation = new LabelEvaluation(settings(), FAIRNESS, reference);
    RiskDetector detector = RiskDetector.of(reference.profile().performance(), 0);
    DyadicScales<OutcomeProfile> scales = new DyadicScales<>(5, () -> OutcomeProfile.empty(2));
    Set<String> breached = new TreeSet<>();
    for (int window = 0; window < WINDOWS; window++) {
      OutcomeProfile profile = OutcomeProfile.empty(2);
      Outcomes.rows(ROWS, random, hard.or(sinceThen)).forEach(row -> profile.add(reference, row));
      for (Block<OutcomeProfile> block : scales.add(window, profile)) {
        evaluation.evaluate(block.profile(), block.scale(), Optional.of(detector)).stream()
            .filter(Reading::breached)
            .forEach(
                reading ->
                    breached.add(
                        (reading.kind() + " " + reading.segment() + reading.subject()).trim()));
      }
    }
    return breached;
  }

  @Test
  void whatWasAlwaysHardAlarmsNobody() {
    int alarms = 0;
    Set<String> kinds = new TreeSet<>();
    for (int run = 0; run < RUNS; run++) {
      Set<String> breached = breached(4_000 + run, Outcomes.NO_HARM);
      alarms += breached.isEmpty() ? 0 : 1;
      kinds.addAll(breached);
    }
    // Signals from labels have 0.3 of the budget; the margin is of the whole of it.
    double margin = 2.33 * Math.sqrt(BUDGET * (1 - BUDGET) / RUNS);
    System.out.printf("%d of %d healthy runs alarm: %s%n", alarms, RUNS, kinds);
    assertThat((double) alarms / RUNS).as("%s", kinds).isLessThanOrEqualTo(BUDGET + margin);
  }

  @Test
  void aSegmentWhoseAccuracyFallsIsFoundBesideAHardOne() {
    Set<String> breached =
        breached(
            5_000,
            row -> row.segments().get("country").equals("nz") && row.id().hashCode() % 3 == 0);
    assertThat(breached).contains("ACCURACY country=nz").doesNotContain("ACCURACY country=nl");
    assertThat(breached).anyMatch(text -> text.startsWith("WORST_SLICE country=nz"));
  }

  @Test
  void theWorstSliceIsToldWithItsOwnReferenceThoughItWasAlwaysHard() {
    Random random = new Random(6_000);
    Predicate<Outcome> hard = alwaysHard(random);
    OutcomeReference reference = Outcomes.reference(6_000, 2_000, hard);
    OutcomeProfile profile = OutcomeProfile.empty(2);
    Outcomes.rows(3_000, random, hard).forEach(row -> profile.add(reference, row));
    Reading worst =
        new LabelEvaluation(settings(), FAIRNESS, reference)
            .evaluate(profile, 0, Optional.empty()).stream()
                .filter(reading -> reading.kind() == SignalKind.WORST_SLICE)
                .findFirst()
                .orElseThrow();
    assertThat(worst.subject()).isEqualTo("weekday=su");
    assertThat(worst.breached()).isFalse();
    assertThat(worst.value()).isGreaterThan(1.5);
    assertThat(worst.evidence().get("referenceErrorRate")).isEqualTo(1);
    assertThat(worst.judgement().referenceCount()).isBetween(200L, 380L);
  }
}
