package io.driftloop.benchmarks.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.peers.Numbers;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Rows a second, beside other monitors on the same rows. */
public final class RowsPerSecond implements Benchmark {
  private static final int FEATURES = 20;
  private static final double BOUND = 20;
  private static final String SPEED = "rows/s of a core";

  @Override
  public String name() {
    return "peers";
  }

  @Override
  public String what() {
    return "How many rows a second do Driftloop and other monitors take, on the same rows?";
  }

  @Override
  public boolean comparesPeers() {
    return true;
  }

  @Override
  public Result run(Settings settings) {
    int count = settings.size(1_000_000, 50_000);
    List<Row> rows = new ArrayList<>();
    Consumer<Row> tell =
        row -> {
          rows.add(row);
          settings.tell(row.cells().toString());
        };
    int warmUp = settings.size(500_000, 50_000);
    List<PredictionRow> predictions = predictions(warmUp + count);
    List<PredictionRow> measured = predictions.subList(warmUp, warmUp + count);
    MathsAlone maths =
        new MathsAlone(predictions.subList(0, warmUp), measured, FEATURES, settings.size(5, 1));
    tell.accept(row("Driftloop", "maths alone: one distance a feature", count, maths.distances()));
    tell.accept(row("Driftloop", "maths alone: every default signal", count, maths.everything()));
    tell.accept(row("Driftloop", "from Kafka to signals", count, job(count, settings.size(3, 1))));
    List<Row> others = settings.peers().map(peers -> others(peers, measured)).orElse(List.of());
    others.forEach(tell);
    List<Claim> claims =
        others.stream().mapToDouble(RowsPerSecond::speed).max().stream()
            .mapToObj(fastest -> claim(speed(rows.get(0)) / fastest))
            .toList();
    return new Result(rows, claims, notes(warmUp));
  }

  private static Claim claim(double ratio) {
    return Claim.atLeast(
        "one distance a feature, over the fastest of the others, a core", ratio, BOUND);
  }

  private static List<PredictionRow> predictions(int count) {
    List<PredictionRow> rows = new ArrayList<>(count);
    Traffic.even(count, FEATURES, 1).generator().forEachRemaining(rows::add);
    return rows;
  }

  private static Row row(String monitor, String what, int rows, Taken taken) {
    return Row.of("monitor", monitor)
        .with("what", what)
        .with("rows/s", rows / taken.seconds())
        .with(SPEED, rows / taken.cpuSeconds());
  }

  private static double speed(Row row) {
    return (double) row.cells().get(SPEED);
  }

  private static Taken job(int count, int rounds) {
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.directory());
        BoundedRun run = BoundedRun.start(workspace.directory(), MonitorRuns.PARALLELISM)) {
      MonitorRuns runs =
          new MonitorRuns(
              run, broker, workspace.directory(), "peers", Traffic.even(count, FEATURES, 1));
      List<Taken> taken = new ArrayList<>();
      runs.monitor();
      for (int round = 0; round < rounds; round++) {
        BoundedRun.Timing timing = runs.monitor();
        taken.add(new Taken(timing.seconds(), timing.cpuSeconds()));
      }
      return Taken.median(taken);
    }
  }

  private static List<Row> others(Peers peers, List<PredictionRow> rows) {
    List<Row> answers = new ArrayList<>();
    for (JsonNode each : ask(peers, rows)) {
      answers.add(
          row(
              each.get("name").asText(),
              each.get("what").asText(),
              rows.size(),
              new Taken(each.get("seconds").asDouble(), each.get("cpu_seconds").asDouble())));
    }
    return answers;
  }

  private static JsonNode ask(Peers peers, List<PredictionRow> rows) {
    float[][] reference = MonitoredModels.referenceRows(FEATURES);
    List<String> arguments =
        List.of(
            String.valueOf(FEATURES),
            String.valueOf(reference.length),
            String.valueOf(rows.size()));
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

  private static List<String> notes(int warmUp) {
    return List.of(
        "A million rows of 20 numbers against a reference of 10,000, in ten windows. Driftloop's"
            + " also have scores of two classes, which the others do not look at. One distance a"
            + " feature, Jensen-Shannon's, is what NannyML is asked for, too, and is compared"
            + " with the fastest of the others.",
        "A core: rows by the processor time that all threads of the process took, which other"
            + " load on the machine changes less than it does speed. One thread each, but for"
            + " the whole path: two tasks, the start and end of their cluster counted in the"
            + " processor time, and a broker in another process that is not.",
        ("Driftloop is warm, as a monitor is that runs for days: %,d other rows come first,"
                + " %d times. Each of its figures is the median of several passes, each of them ten"
                + " times over the same rows. For one distance a feature, rows lie as they wait in"
                + " the job, 128 in an array; for every signal each is a record of its own.")
            .formatted(warmUp, MathsAlone.WARM_UPS),
        "The others are on their own terms: Evidently compares all rows in one report, NannyML has"
            + " ten chunks, whylogs profiles without comparing, each from a data frame that is in"
            + " memory already, after a first call that is not counted. River has 20 detectors, one"
            + " a feature, all told of every row; it is not asked whether they found something.");
  }
}
