package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.Block;
import io.driftloop.signals.sequential.DyadicScales;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.severity.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SegmentEvaluationTest {
  private static final String SEGMENT = "country=nz";
  private static final int SEGMENTS = 4;

  /** What is normal in a segment although it is not in the whole. */
  private static final Consumer<float[]> OWN =
      row -> {
        row[0] += 2;
        row[13] = Float.NaN;
      };

  private final SplittableRandom random = new SplittableRandom(11);
  private final PredictionReference whole = Stream.reference(2_000, random);
  private final PredictionReference reference = Segments.reference(whole, 2_000, random, OWN);

  private List<Reading> evaluate(PredictionProfile block) {
    MonitorSettings settings =
        Stream.settings().in(new SegmentSettings(List.of("country"), SEGMENTS));
    return new SegmentEvaluation(settings, reference, SEGMENTS).evaluate(SEGMENT, block, 0);
  }

  @Test
  void aSegmentThatAlwaysDiffersFromTheWholeIsNoDrift() {
    PredictionProfile window = Segments.window(reference, 500, random, OWN);
    assertThat(evaluate(window)).isNotEmpty().noneMatch(Reading::breached);
    PredictionProfile ofWhole = Stream.window(whole, 500, random, OWN, scores -> scores);
    assertThat(new PredictionEvaluation(Stream.settings(), whole).evaluate(ofWhole, 0))
        .anyMatch(reading -> reading.breached() && reading.subject().equals("feature0"));
  }

  @Test
  void whatChangesWithinASegmentIsFoundAndNamed() {
    PredictionProfile window =
        Segments.window(reference, 500, random, OWN.andThen(row -> row[2] += 1.5f));
    List<Reading> breached = evaluate(window).stream().filter(Reading::breached).toList();
    assertThat(breached).allMatch(reading -> reading.segment().equals(SEGMENT));
    Reading drift = Stream.of(SignalKind.DRIFT, "feature2", breached);
    assertThat(drift.judgement().referenceCount()).isEqualTo(2_000);
    assertThat(drift.evidence().get("shareOfChange")).isGreaterThan(0.5);
    assertThat(Stream.of(SignalKind.PSI, "feature2", breached).breached()).isTrue();
    assertThat(Stream.of(SignalKind.DRIFT, breached)).hasSize(1);
  }

  @Test
  void missingValuesAndScoresAreTestedToo() {
    PredictionProfile window =
        Stream.window(
            reference,
            500,
            random,
            OWN.andThen(row -> row[15] = Float.NaN),
            scores -> new float[] {0.98f, 0.01f, 0.01f});
    List<Reading> breached = evaluate(window).stream().filter(Reading::breached).toList();
    assertThat(breached)
        .extracting(Reading::kind)
        .contains(SignalKind.MISSING_RATE, SignalKind.PREDICTION_DRIFT, SignalKind.CONFIDENCE);
  }

  @Test
  void onlyWhatHasAShareOfTheBudgetIsMeasured() {
    assertThat(evaluate(Segments.window(reference, 500, random, OWN)))
        .extracting(Reading::kind)
        .doesNotContain(
            SignalKind.RANGE_RATE,
            SignalKind.UNSEEN_RATE,
            SignalKind.OUTLIER_RATE,
            SignalKind.ENTROPY,
            SignalKind.OOD_RATE,
            SignalKind.MMD,
            SignalKind.LATENCY);
  }

  @Test
  void aSmallWindowIsMeasuredAndNeverBreached() {
    PredictionProfile window =
        Stream.window(reference, 99, random, row -> row[2] += 9, scores -> new float[] {1, 0, 0});
    assertThat(evaluate(window)).hasSizeGreaterThan(50).noneMatch(Reading::breached);
  }

  @Test
  void aDriftThatForetellsNoHarmIsADiagnosis() {
    PredictionProfile harmless =
        Segments.window(reference, 500, random, OWN.andThen(row -> row[16] += 1.5f));
    assertThat(Stream.of(SignalKind.DRIFT, "feature16", evaluate(harmless)).severity())
        .isEqualTo(Severity.INFO);
    PredictionReference unlabelled = new PredictionReference(reference.profile(), Optional.empty());
    PredictionProfile window =
        Segments.window(unlabelled, 500, random, OWN.andThen(row -> row[16] += 1.5f));
    List<Reading> readings =
        new SegmentEvaluation(Stream.settings(), unlabelled, 1).evaluate(SEGMENT, window, 0);
    assertThat(Stream.of(SignalKind.DRIFT, "feature16", readings).severity())
        .isEqualTo(Severity.WARNING);
  }

  /** The promise, with segments: the whole and four segments of it together keep the budget. */
  @Test
  void healthyModelsWithSegmentsAlarmNoMoreThanTheBudgetAllows() {
    double budget = 0.05;
    int runs = 20;
    int windows = 30;
    MonitorSettings settings =
        new MonitorSettings(
                FalseAlarmBudget.alpha(budget, windows),
                Duration.ofDays(1),
                3,
                50,
                Effects.ANY,
                Set.of())
            .in(new SegmentSettings(List.of("country"), SEGMENTS));
    int alarms = 0;
    Set<String> told = new TreeSet<>();
    for (int run = 0; run < runs; run++) {
      Set<String> breached = breached(settings, windows, new SplittableRandom(7_000 + run));
      alarms += breached.isEmpty() ? 0 : 1;
      told.addAll(breached);
    }
    System.out.printf("%d of %d healthy runs alarmed: %s%n", alarms, runs, told);
    double margin = 2.33 * Math.sqrt(budget * (1 - budget) / runs);
    assertThat((double) alarms / runs).as("%s", told).isLessThanOrEqualTo(budget + margin);
  }

  private static Set<String> breached(
      MonitorSettings settings, int windows, SplittableRandom random) {
    PredictionReference whole = Stream.reference(2_000, random);
    PredictionEvaluation ofWhole = new PredictionEvaluation(settings, whole);
    DyadicScales<PredictionProfile> scales =
        new DyadicScales<>(settings.scales(), () -> PredictionProfile.empty(whole));
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < SEGMENTS; i++) {
      float shift = i;
      segments.add(new Segment(settings, whole, "country=" + i, random, row -> row[0] += shift));
    }
    Set<String> breached = new TreeSet<>();
    for (int window = 0; window < windows; window++) {
      for (Block<PredictionProfile> block : scales.add(window, Stream.window(whole, 200, random))) {
        names(ofWhole.evaluate(block.profile(), block.scale()), breached);
      }
      for (Segment segment : segments) {
        segment.window(window, random, breached);
      }
    }
    return breached;
  }

  private static void names(List<Reading> readings, Set<String> breached) {
    readings.stream()
        .filter(Reading::breached)
        .forEach(
            reading -> breached.add(reading.kind() + " " + reading.subject() + reading.segment()));
  }

  /** A healthy segment with rows of its own. */
  private static final class Segment {
    private final String name;
    private final PredictionReference reference;
    private final SegmentEvaluation evaluation;
    private final DyadicScales<PredictionProfile> scales;
    private final Consumer<float[]> own;

    private Segment(
        MonitorSettings settings,
        PredictionReference whole,
        String name,
        SplittableRandom random,
        Consumer<float[]> own) {
      this.name = name;
      this.own = own;
      reference = Segments.reference(whole, 1_000, random, own);
      evaluation = new SegmentEvaluation(settings, reference, SEGMENTS);
      scales = new DyadicScales<>(settings.scales(), () -> PredictionProfile.empty(reference));
    }

    private void window(int window, SplittableRandom random, Set<String> breached) {
      PredictionProfile profile = Segments.window(reference, 60, random, own);
      for (Block<PredictionProfile> block : scales.add(window, profile)) {
        names(evaluation.evaluate(name, block.profile(), block.scale()), breached);
      }
    }
  }
}
