package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.Block;
import io.driftloop.signals.sequential.DyadicScales;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The promise: all that is tested of a healthy model together stays within its budget, embeddings
 * and sketches among it.
 */
class FalseAlarmsTest {
  private static final double BUDGET = 0.1;
  private static final int RUNS = 20;
  private static final int WINDOWS = 50;

  @Test
  void healthyModelsAlarmNoMoreThanTheBudgetAllows() {
    MonitorSettings settings =
        new MonitorSettings(
            FalseAlarmBudget.alpha(BUDGET, WINDOWS),
            Duration.ofDays(1),
            5,
            100,
            Effects.ANY,
            Set.of());
    int alarms = 0;
    Set<String> kinds = new TreeSet<>();
    for (int run = 0; run < RUNS; run++) {
      Set<String> breached = breached(settings, new SplittableRandom(1_000 + run));
      alarms += breached.isEmpty() ? 0 : 1;
      kinds.addAll(breached);
    }
    double margin = 2.33 * Math.sqrt(BUDGET * (1 - BUDGET) / RUNS);
    assertThat((double) alarms / RUNS).as("%s", kinds).isLessThanOrEqualTo(BUDGET + margin);
  }

  private static Set<String> breached(MonitorSettings settings, SplittableRandom random) {
    PredictionReference reference = Stream.full(3_000, random);
    PredictionEvaluation evaluation = new PredictionEvaluation(settings, reference);
    DyadicScales<PredictionProfile> scales =
        new DyadicScales<>(settings.scales(), () -> PredictionProfile.empty(reference));
    Set<String> breached = new TreeSet<>();
    for (int window = 0; window < WINDOWS; window++) {
      PredictionProfile profile = Stream.window(reference, 100, random);
      for (Block<PredictionProfile> block : scales.add(window, profile)) {
        evaluation.evaluate(block.profile(), block.scale()).stream()
            .filter(Reading::breached)
            .forEach(reading -> breached.add(reading.kind() + " of " + reading.subject()));
      }
    }
    return breached;
  }
}
