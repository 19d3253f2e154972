package io.driftloop.benchmarks.drift;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.streams.ChangingFeatures;
import io.driftloop.benchmarks.streams.ChangingFeatures.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts the windows until a change is seen, at the same rate of false alarms for everybody. */
public final class Power implements Benchmark {
  private static final double BUDGET = 0.05;

  @Override
  public String name() {
    return "power";
  }

  @Override
  public String what() {
    return "After how many windows is a change of one in 20 features seen?";
  }

  @Override
  public boolean comparesPeers() {
    return true;
  }

  @Override
  public Result run(Settings settings) {
    Plan plan =
        settings.quick()
            ? new Plan(20, 4, 500, 10_000, 10, 5)
            : new Plan(100, 20, 500, 10_000, 200, 100);
    List<Detections> found = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    sorts()
        .forEach(
            (sort, changes) -> {
              settings.tell("%s features: Driftloop".formatted(sort));
              claims.add(
                  Claim.atMost(
                      "share of healthy runs of %s features with an alarm".formatted(sort),
                      falseAlarms(plan, changes.get(0)),
                      BUDGET));
              changes.forEach(change -> found.add(ours(plan, change)));
              settings.tell("%s features: peers".formatted(sort));
              settings
                  .peers()
                  .ifPresent(peers -> found.addAll(PowerPeers.measure(peers, plan, changes)));
            });
    List<Row> rows =
        Arrays.stream(Change.values())
            .flatMap(change -> found.stream().filter(each -> each.change() == change))
            .map(each -> each.row(plan))
            .toList();
    return new Result(rows, claims, notes(plan));
  }

  /** Changes by what all twenty features are: those share a calibration. */
  private static Map<String, List<Change>> sorts() {
    return Arrays.stream(Change.values())
        .collect(Collectors.groupingBy(Change::sort, LinkedHashMap::new, Collectors.toList()));
  }

  private static Detections ours(Plan plan, Change change) {
    int[] first =
        IntStream.range(0, plan.runs())
            .parallel()
            .map(run -> firstAlarm(plan, new ChangingFeatures(change, plan.seed(run)), true))
            .toArray();
    return new Detections(change, "Driftloop", first);
  }

  private static double falseAlarms(Plan plan, Change change) {
    long alarmed =
        IntStream.range(0, plan.calibrationRuns())
            .parallel()
            .filter(run -> firstAlarm(plan, new ChangingFeatures(change, run), false) >= 0)
            .count();
    return alarmed / (double) plan.calibrationRuns();
  }

  private static int firstAlarm(Plan plan, ChangingFeatures source, boolean changes) {
    OurMonitor monitor = OurMonitor.of(source.layout(), source.next(plan.referenceRows()));
    for (int window = 0; window < plan.windows(); window++) {
      if (changes && window == plan.healthy()) {
        source.change();
      }
      if (monitor.alarms(source.next(plan.rows()))) {
        return window;
      }
    }
    return -1;
  }

  private static List<String> notes(Plan plan) {
    return List.of(
        "Every run has a reference of %,d rows and %d windows of %,d; the change comes after %d."
            .formatted(plan.referenceRows(), plan.windows(), plan.rows(), plan.healthy()),
        "Driftloop runs at its defaults. Each peer's statistic got the threshold that %d healthy"
                .formatted(plan.calibrationRuns())
            + " runs exceed in one of 20: the same false alarms for everybody, which no peer offers"
            + " by itself.",
        "For a change of one feature the peers are asked about that feature alone, at the threshold"
            + " for all twenty: this can only make them look better. In Driftloop's runs an alarm"
            + " on any feature counts.",
        "A median of ∞ means that at least half of the runs saw nothing in %d windows."
            .formatted(plan.changed()));
  }
}
