package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LevelsTest {
  private static final List<Integer> FEATURES = List.of(1, 3, 20, 500, 10_000);
  private static final List<Integer> SCALES = List.of(1, 2, 5, 20);
  private static final List<FalseAlarmBudget> BUDGETS =
      List.of(
          FalseAlarmBudget.alpha(0.05),
          FalseAlarmBudget.alpha(0.5),
          FalseAlarmBudget.falseAlarmsPer(Duration.ofDays(30)),
          FalseAlarmBudget.falseAlarmsPer(Duration.ofHours(1)),
          new FalseAlarmBudget(0.01, 0.02));

  @Test
  void theLevelsOfAllTestsTogetherKeepTheBudget() {
    for (FalseAlarmBudget budget : BUDGETS) {
      for (Duration window : List.of(Duration.ofMinutes(1), Duration.ofDays(7))) {
        for (int scales : SCALES) {
          for (int features : FEATURES) {
            MonitorSettings settings = settings(budget, window, scales);
            double days = window.toSeconds() / 86_400.0;
            double most = budget.alarmsPerDay() * days + budget.alarmsPerWindow();
            assertThat(falseAlarmsPerWindow(settings, features))
                .as("%s, %s, %d scales, %d features", budget, window, scales, features)
                .isPositive()
                .isLessThanOrEqualTo(most * (1 + 1e-9));
          }
        }
      }
    }
  }

  @Test
  void segmentsAndLatencyTakeTheirPartsOutOfTheBudget() {
    for (FalseAlarmBudget budget : BUDGETS) {
      for (int scales : SCALES) {
        for (int segments : List.of(1, 3, 400)) {
          MonitorSettings settings =
              settings(budget, Duration.ofDays(1), scales)
                  .in(new SegmentSettings(List.of("country"), 400))
                  .within(Duration.ofMillis(200));
          double most = budget.alarmsPerDay() + budget.alarmsPerWindow();
          double whole = falseAlarmsPerWindow(settings, 20);
          double ofSegments = ofSegments(settings, 20, segments);
          double latency = 0;
          for (int scale = 0; scale < scales; scale++) {
            latency += Math.scalb(Levels.ofLatency(settings, scale), -scale);
          }
          assertThat(List.of(whole, ofSegments, latency)).allMatch(share -> share > 0);
          assertThat(whole + ofSegments + latency)
              .as("%s, %d scales, %d segments", budget, scales, segments)
              .isLessThanOrEqualTo(most * (1 + 1e-9));
        }
      }
    }
  }

  /** Of a feature two tests are made in a segment, and two of its scores. */
  private static double ofSegments(MonitorSettings settings, int features, int segments) {
    double sum = 0;
    for (int scale = 0; scale < settings.scales(); scale++) {
      Levels levels = Levels.ofSegment(settings, features, segments, scale);
      double block = features * (levels.histogram() + levels.missing()) + 2 * levels.scores();
      sum += segments * Math.scalb(block, -scale);
    }
    return sum;
  }

  /** To the last bit. */
  @Test
  void withoutSegmentsTheLevelsAreWhatTheyWere() {
    MonitorSettings settings = settings(FalseAlarmBudget.alpha(0.05), Duration.ofDays(1), 5);
    Levels levels = Levels.of(settings, 20, 0);
    assertThat(levels.histogram())
        .isEqualTo(
            settings.budget().share(0.45).among(20).share(0.5).level(settings.window(), 0, 5));
    assertThat(levels.scores())
        .isEqualTo(settings.budget().share(0.15).among(6).level(settings.window(), 0, 5));
    Levels without = Levels.of(settings.in(SegmentSettings.none()).within(Duration.ZERO), 20, 0);
    assertThat(without).isEqualTo(levels);
    MonitorSettings declared = settings.in(new SegmentSettings(List.of("country"), 5));
    assertThat(Levels.of(declared, 20, 0).histogram())
        .isCloseTo(levels.histogram() * 0.75, withPercentage(1e-9));
    assertThat(Levels.of(declared, 20, 0).labels()).isEqualTo(levels.labels());
  }

  /** A generous budget apart, nothing of it is left over. */
  @Test
  void theBudgetIsSpent() {
    MonitorSettings settings = settings(FalseAlarmBudget.alpha(0.05), Duration.ofDays(1), 5);
    assertThat(falseAlarmsPerWindow(settings, 20)).isGreaterThan(0.0005 * 0.9);
  }

  /** A block of 2^s windows closes once in as many; of numbers, two rates are beyond the bins. */
  private static double falseAlarmsPerWindow(MonitorSettings settings, int features) {
    double sum = 0;
    for (int scale = 0; scale < settings.scales(); scale++) {
      Levels levels = Levels.of(settings, features, scale);
      double feature = levels.histogram() + levels.missing() + 2 * levels.unheld();
      double block =
          features * feature
              + 2 * levels.together()
              + 6 * levels.scores()
              + 2 * levels.estimates()
              + (scale == 0 ? 3 : 2) * levels.labels()
              + levels.segments()
              + levels.fairness()
              + levels.slice()
              + (scale == 0 ? Levels.coverage(settings) : 0);
      sum += Math.scalb(block, -scale);
    }
    return sum;
  }

  private static MonitorSettings settings(FalseAlarmBudget budget, Duration window, int scales) {
    return new MonitorSettings(budget, window, scales, 100, Effects.ANY, Set.of());
  }
}
