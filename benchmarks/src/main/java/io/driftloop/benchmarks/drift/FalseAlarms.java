package io.driftloop.benchmarks.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.peers.Numbers;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.benchmarks.streams.MixedFeatures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Counts alarms on streams in which nothing ever changes. */
public final class FalseAlarms implements Benchmark {
  private static final double BUDGET = 0.05;
  private static final int REFERENCE_ROWS = 10_000;
  private static final int CHECKED_WINDOWS = 20;

  /** A window size, and how many runs there are: fewer of the peers, which are slow. */
  private record Size(int rows, int runs, int peerRuns) {}

  private static final List<Size> SIZES =
      List.of(new Size(100, 1000, 40), new Size(500, 1000, 20), new Size(5000, 1000, 10));

  @Override
  public String name() {
    return "false-alarms";
  }

  @Override
  public String what() {
    return "How many healthy streams of 20 features and 100 windows raise an alarm?";
  }

  @Override
  public boolean comparesPeers() {
    return true;
  }

  @Override
  public Result run(Settings settings) {
    int windows = settings.size(100, 20);
    List<Row> rows = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<String> notes = new ArrayList<>(notes(windows));
    for (Size size : SIZES) {
      int runs = settings.size(size.runs(), 20);
      settings.tell("windows of %,d rows: Driftloop, %,d runs".formatted(size.rows(), runs));
      Tally ours = ours(runs, windows, size.rows());
      settings.tell("alarms in %,d of them".formatted(ours.alarmed()));
      rows.add(ours.row("Driftloop", OurMonitor.rule(), size.rows()));
      claims.add(
          Claim.atMost(
              "share of %,d healthy runs with an alarm, windows of %,d rows"
                  .formatted(runs, size.rows()),
              ours.share(),
              BUDGET));
      settings
          .peers()
          .ifPresent(
              peers -> {
                int count = settings.size(size.peerRuns(), 2);
                settings.tell("windows of %,d rows: peers, %d runs".formatted(size.rows(), count));
                JsonNode answer = peers(peers, count, windows, size.rows());
                rows.addAll(rows(answer, size.rows()));
                notes.add(check(answer.get("check"), size.rows()));
              });
    }
    return new Result(rows, claims, notes);
  }

  private static Tally ours(int runs, int windows, int rows) {
    return IntStream.range(0, runs)
        .parallel()
        .mapToObj(seed -> run(seed, windows, rows))
        .reduce(new Tally(0, 0, 0), Tally::plus);
  }

  private static Tally run(int seed, int windows, int rows) {
    MixedFeatures source = new MixedFeatures(seed);
    OurMonitor monitor = OurMonitor.of(source.layout(), source.next(REFERENCE_ROWS));
    int alarms = 0;
    for (int i = 0; i < windows; i++) {
      alarms += monitor.alarms(source.next(rows)) ? 1 : 0;
    }
    return new Tally(1, alarms > 0 ? 1 : 0, alarms / (double) windows);
  }

  private static JsonNode peers(Peers peers, int runs, int windows, int rows) {
    List<String> arguments =
        IntStream.of(runs, windows, rows, REFERENCE_ROWS, Math.min(windows, CHECKED_WINDOWS))
            .mapToObj(String::valueOf)
            .toList();
    return peers.run(
        "false_alarms.py",
        arguments,
        numbers -> {
          int[] categories = new MixedFeatures(0).layout().categories();
          numbers.integers(categories.length);
          numbers.integers(categories);
          for (int seed = 0; seed < runs; seed++) {
            MixedFeatures source = new MixedFeatures(seed);
            send(numbers, source.next(REFERENCE_ROWS));
            for (int i = 0; i < windows; i++) {
              send(numbers, source.next(rows));
            }
          }
        });
  }

  private static void send(Numbers numbers, float[][] columns) throws IOException {
    for (float[] column : columns) {
      numbers.floats(column);
    }
  }

  private static List<Row> rows(JsonNode answer, int rows) {
    List<Row> found = new ArrayList<>();
    for (JsonNode method : answer.get("methods")) {
      int runs = method.get("runs").asInt();
      Tally tally =
          new Tally(
              runs,
              method.get("alarmedRuns").asInt(),
              method.get("alarmedWindows").asDouble() * runs);
      found.add(tally.row(method.get("method").asText(), method.get("rule").asText(), rows));
    }
    return found;
  }

  private static String check(JsonNode check, int rows) {
    return "Windows of %,d rows: of %,d verdicts repeated by the peers' own code, %d differed."
        .formatted(
            rows,
            check.get("compared").asInt(),
            check.get("evidently").asInt()
                + check.get("evidentlySmall").asInt()
                + check.get("nannyml").asInt());
  }

  private static List<String> notes(int windows) {
    return List.of(
        "A run has a reference of %,d rows of its own and %d windows of 20 independent features: "
                .formatted(REFERENCE_ROWS, windows)
            + "normal, log-normal, uniform and heavy-tailed numbers, one mostly zero, and"
            + " categories.",
        "Every method got the same numbers; the peers, which are slower, only the first runs.",
        "The interval is Wilson's at 95 % for the share of runs.",
        "MOA's detectors are left out: its licence (GPL) stays away from this project.");
  }

  /** What was counted; windows is the sum over runs of the share of windows with an alarm. */
  private record Tally(int runs, int alarmed, double windows) {
    Tally plus(Tally other) {
      return new Tally(runs + other.runs, alarmed + other.alarmed, windows + other.windows);
    }

    double share() {
      return alarmed / (double) runs;
    }

    Row row(String method, String rule, int rows) {
      Interval interval = Interval.wilson(alarmed, runs);
      return Row.of("window rows", rows)
          .with("method", method)
          .with("rule", rule)
          .with("runs", runs)
          .with("runs with an alarm", share())
          .with("from", interval.from())
          .with("to", interval.to())
          .with("windows with an alarm", windows / runs);
    }
  }
}
