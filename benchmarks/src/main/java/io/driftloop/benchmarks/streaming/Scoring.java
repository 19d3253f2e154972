package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.config.Options;
import io.driftloop.console.stack.TopicSetup;
import io.driftloop.jobs.scoring.ScoringOptions;
import io.driftloop.schemas.ActiveModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The scoring job beside ND4J alone, its latency under load, and what a swap does to that. */
public final class Scoring implements Benchmark {
  private static final double SPEED_BOUND = 0.7;
  private static final double SWAP_BOUND = 2;
  private static final double LOAD = 0.5;

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public String what() {
    return "How fast does the scoring job answer, beside ND4J alone, and does a swap slow it?";
  }

  @Override
  public Result run(Settings settings) {
    List<Row> rows = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    try (Workspace workspace = Workspace.create();
        BrokerProcess broker = BrokerProcess.start(workspace.directory())) {
      Path store = workspace.directory().resolve("models");
      Options options =
          Options.of(
              Map.of(
                  "kafka.bootstrap-servers",
                  broker.bootstrapServers(),
                  "models.uri",
                  store.toUri().toString(),
                  "event-time.max-skew",
                  "30d",
                  "checkpoint.interval",
                  "1s"));
      TopicSetup.createMissing(broker.bootstrapServers());
      double speed = speed(settings, broker, workspace.directory(), options, store, rows, claims);
      latency(settings, workspace.directory(), options, store, speed * LOAD, rows, claims);
    }
    return new Result(rows, claims, notes());
  }

  /** Rows a second from Kafka to Kafka. */
  private static double speed(
      Settings settings,
      BrokerProcess broker,
      Path directory,
      Options options,
      Path store,
      List<Row> rows,
      List<Claim> claims) {
    int requests = settings.size(1_000_000, 50_000);
    int rounds = settings.size(5, 1);
    int batch = options.get(ScoringOptions.BATCH_ROWS);
    ScoringRuns runs =
        new ScoringRuns(broker, directory, options, ScoredModel.publish(store, 1), requests);
    List<Double> alone = new ArrayList<>();
    List<Double> nowhere = new ArrayList<>();
    List<Double> kafka = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double network = ScoredModel.rowsPerSecond(batch, settings.size(2, 1));
      double discarded = requests / runs.toNowhere().seconds();
      double written = requests / runs.toKafka().seconds();
      settings.tell(
          "ND4J %,.0f, discarded %,.0f, to Kafka %,.0f rows/s"
              .formatted(network, discarded, written));
      if (round > 0) {
        alone.add(network);
        nowhere.add(discarded);
        kafka.add(written);
      }
    }
    double network = Rounds.median(alone);
    rows.add(row("ND4J alone", network, network));
    rows.add(row("job, predictions discarded", Rounds.median(nowhere), network));
    rows.add(row("job, predictions to Kafka", Rounds.median(kafka), network));
    claims.add(
        Claim.atLeast(
            "scoring job from Kafka to Kafka over ND4J alone, batches of %d".formatted(batch),
            Rounds.median(kafka) / network,
            SPEED_BOUND));
    return Rounds.median(kafka);
  }

  private static Row row(String what, double rowsPerSecond, double network) {
    return Row.of("what", what)
        .with("rows/s", rowsPerSecond)
        .with("of ND4J", rowsPerSecond / network);
  }

  private static void latency(
      Settings settings,
      Path directory,
      Options options,
      Path store,
      double perSecond,
      List<Row> rows,
      List<Claim> claims) {
    settings.tell("%,.0f requests a second".formatted(perSecond));
    Duration time = Duration.ofSeconds(settings.size(30, 6));
    int swaps = settings.size(5, 1);
    List<ActiveModel> versions = new ArrayList<>();
    for (int generation = 1; generation <= swaps + 1; generation++) {
      versions.add(ScoredModel.publish(store, generation));
    }
    try (ScoringLoad load = new ScoringLoad(directory, options, versions, perSecond)) {
      load.measure(time, 0);
      Latencies.Quantiles steady = load.measure(time, 0);
      Latencies.Quantiles swapping = load.measure(time, swaps);
      rows.add(row(0, perSecond, steady));
      rows.add(row(swaps, perSecond, swapping));
      claims.add(
          Claim.atMost(
              "p99 with swaps over p99 without",
              swapping.p99Millis() / steady.p99Millis(),
              SWAP_BOUND));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted under load", e);
    }
  }

  private static Row row(int swaps, double perSecond, Latencies.Quantiles latency) {
    return Row.of("swaps", swaps)
        .with("requests/s", perSecond)
        .with("answers", latency.answers())
        .with("p50 ms", latency.medianMillis())
        .with("p99 ms", latency.p99Millis());
  }

  private static List<String> notes() {
    return List.of(
        "A dense network of 20, 64, 32 and 2. ND4J alone runs batches of the job's size from its own"
            + " memory, in one thread; the job has parallelism 1. Both by their defaults:"
            + " `scoring.batch-rows` 256, `scoring.batch-time` 5 ms.",
        "Latency is from when a request was due to when its prediction was read from Kafka, at half"
            + " the requests a second that the job takes; broker, client and job share the machine.",
        "A convolutional network is not measured: model packages hold dense networks only.");
  }
}
