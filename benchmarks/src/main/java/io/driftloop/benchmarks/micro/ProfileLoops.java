package io.driftloop.benchmarks.micro;

import io.driftloop.benchmarks.streaming.MonitoredModels;
import io.driftloop.benchmarks.streaming.Traffic;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The loops that run for every record, every pane and every window. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProfileLoops {
  private static final int FEATURES = 20;

  /** A power of two: more rows than a processor can learn by heart. */
  private static final int ROWS = 1 << 14;

  private static final MonitorSettings SETTINGS =
      new MonitorSettings(
          FalseAlarmBudget.falseAlarmsPer(Duration.ofDays(30)),
          Duration.ofDays(1),
          1,
          100,
          MonitorSettings.Effects.defaults(),
          VerdictOptions.OFF.defaultValue().orElseThrow());

  private PredictionReference reference;
  private PredictionRow[] rows;
  private boolean[] together;
  private PredictionProfile profile;
  private PredictionProfile full;
  private PredictionEvaluation evaluation;
  private int next;

  /** Makes a reference, rows and a window of them. */
  @Setup
  public void prepare() {
    reference = MonitoredModels.card(FEATURES).predictionReference();
    profile = PredictionProfile.empty(reference);
    full = PredictionProfile.empty(reference);
    evaluation = new PredictionEvaluation(SETTINGS, reference);
    rows = new PredictionRow[ROWS];
    together = new boolean[ROWS];
    double share = MonitorOptions.TOGETHER_SAMPLING.defaultValue().orElseThrow();
    Traffic.Generator generator = Traffic.even(ROWS, FEATURES, 1).generator();
    for (int i = 0; i < ROWS; i++) {
      rows[i] = generator.next();
      together[i] = Sampling.keeps(rows[i].id, share);
      add(full, i);
    }
  }

  private void add(PredictionProfile into, int index) {
    PredictionRow row = rows[index];
    into.add(row.features, row.scores, row.eventTime, together[index]);
  }

  /** A record into its window's profile. */
  @Benchmark
  public PredictionProfile update() {
    add(profile, next++ & (ROWS - 1));
    return profile;
  }

  /** A pane into its window's profile. */
  @Benchmark
  public PredictionProfile merge() {
    profile.merge(full);
    return profile;
  }

  /** All readings of a window. */
  @Benchmark
  public List<Reading> evaluate() {
    return evaluation.evaluate(full, 0);
  }
}
