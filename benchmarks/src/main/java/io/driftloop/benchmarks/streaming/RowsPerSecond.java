package io.driftloop.benchmarks.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.peers.Numbers;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.monitor.PredictionEvaluation;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows a second, beside other monitors on the same rows. */
public final class RowsPerSecond implements Benchmark {
  private static final int FEATURES = 20;
  private static final int WINDOWS = 10;
  private static final double BOUND = 20;

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String what() {
    return "How many rows a second do Driftloop and other monitors take, on the same rows?";
  }

  @Override
  public Result run(Settings settings) {
    int count = settings.size(1_000_000, 50_000);
    List<PredictionRow> predictions = new ArrayList<>(count);
    Traffic traffic = Traffic.even(count, FEATURES, 1);
    Traffic.Generator generator = traffic.generator();
    while (generator.hasNext()) {
      predictions.add(generator.next());
    }
    List<Row> rows = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    double maths = maths(predictions, settings.size(5, 1));
    rows.add(row("Driftloop", "maths alone: every default signal, one thread", count, maths));
    settings.tell(rows.get(0).cells().toString());
    rows.add(
        row(
            "Driftloop",
            "from Kafka to signals, parallelism 2",
            count,
            job(traffic, settings.size(3, 1))));
    settings.tell(rows.get(1).cells().toString());
    List<Row> others =
        settings.peers().map(peers -> others(peers, predictions, settings)).orElse(List.of());
    others.stream()
        .mapToDouble(row -> (double) row.cells().get("rows/s"))
        .max()
        .ifPresent(
            fastest ->
                claims.add(
                    Claim.atLeast(
                        "maths alone over the fastest of the others",
                        count / maths / fastest,
                        BOUND)));
    rows.addAll(others);
    return new Result(rows, claims, notes());
  }

  private static Row row(String monitor, String what, int rows, double seconds) {
    return Row.of("monitor", monitor)
        .with("what", what)
        .with("rows", rows)
        .with("seconds", seconds)
        .with("rows/s", rows / seconds);
  }

  /** Seconds of ten windows: every row into its window's profile, and all readings of each. */
  private static double maths(List<PredictionRow> rows, int rounds) {
    PredictionReference reference = MonitoredModels.card(FEATURES).predictionReference();
    double share = MonitorOptions.TOGETHER_SAMPLING.defaultValue().orElseThrow();
    PredictionEvaluation evaluation =
        new PredictionEvaluation(VerdictOptions.settings(Options.empty()), reference);
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      long start = System.nanoTime();
      for (int window = 0; window < WINDOWS; window++) {
        PredictionProfile profile = PredictionProfile.empty(reference);
        int size = rows.size() / WINDOWS;
        for (PredictionRow row : rows.subList(window * size, (window + 1) * size)) {
          boolean together = Sampling.keeps(row.id, share);
          profile.add(reference, row.features, row.scores, row.eventTime, together);
        }
        evaluation.evaluate(profile, 0);
      }
      if (round > 0) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }
    return Rounds.median(seconds);
  }

  private static double job(Traffic traffic, int rounds) {
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.directory())) {
      MonitorRuns runs = new MonitorRuns(broker, workspace.directory(), "peers", traffic);
      List<Double> seconds = new ArrayList<>();
      runs.monitor();
      for (int round = 0; round < rounds; round++) {
        seconds.add(runs.monitor().seconds());
      }
      return Rounds.median(seconds);
    }
  }

  private static List<Row> others(Peers peers, List<PredictionRow> rows, Settings settings) {
    List<Row> answers = new ArrayList<>();
    for (JsonNode each : ask(peers, rows, settings.size(20_000, 1_000))) {
      answers.add(
          row(
              each.get("name").asText(),
              each.get("what").asText(),
              each.get("rows").asInt(),
              each.get("seconds").asDouble()));
    }
    return answers;
  }

  private static JsonNode ask(Peers peers, List<PredictionRow> rows, int detectorRows) {
    float[][] reference = MonitoredModels.referenceRows(FEATURES);
    List<String> arguments =
        List.of(
            String.valueOf(FEATURES),
            String.valueOf(reference.length),
            String.valueOf(rows.size()),
            String.valueOf(detectorRows));
    return peers.run(
        "rows_per_second.py",
        arguments,
        numbers -> {
          write(numbers, Arrays.asList(reference));
          write(numbers, rows.stream().map(row -> row.features).toList());
        });
  }

  /** Column by column, as tables of data frames are. */
  private static void write(Numbers numbers, List<float[]> rows) throws IOException {
    float[] column = new float[rows.size()];
    for (int feature = 0; feature < FEATURES; feature++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = rows.get(i)[feature];
      }
      numbers.floats(column);
    }
  }

  private static List<String> notes() {
    return List.of(
        "A million rows of 20 numbers against a reference of 10,000, in ten windows. Driftloop's"
            + " also have scores of two classes, which the others do not look at.",
        "The others are on their own terms: Evidently compares all rows in one report, NannyML has"
            + " ten chunks, whylogs profiles without comparing, each from a data frame that is in"
            + " memory already, after a first call that is not counted. River has a detector for"
            + " each feature, told record by record of the first rows.",
        "One thread each, but for the whole path, which has two tasks and its broker in another"
            + " process, all on this machine.");
  }
}
