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
import java.util.stream.IntStream;

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
        BrokerProcess broker = BrokerProcess.start(workspace.directory());
        BoundedRun run = BoundedRun.start(workspace.directory(), 1)) {
      TopicSetup.createMissing(broker.bootstrapServers());
      Options options = options(broker, workspace.directory());
      for (ScoredModel model : ScoredModel.values()) {
        Measured measured =
            new Measured(
                settings, run, broker, workspace.directory(), options, model, rows, claims);
        measured.latency(measured.speed());
      }
    }
    return new Result(rows, claims, notes());
  }

  private static Options options(BrokerProcess broker, Path directory) {
    return Options.of(
        Map.of(
            "kafka.bootstrap-servers",
            broker.bootstrapServers(),
            "models.uri",
            directory.resolve("models").toUri().toString(),
            "event-time.max-skew",
            "30d",
            "checkpoint.interval",
            "1s"));
  }

  /** The measurements of one network, whose figures go to {@code rows} and {@code claims}. */
  private record Measured(
      Settings settings,
      BoundedRun run,
      BrokerProcess broker,
      Path directory,
      Options options,
      ScoredModel model,
      List<Row> rows,
      List<Claim> claims) {

    /** Rows a second from Kafka to Kafka; each round has ND4J's own beside it. */
    double speed() {
      int requests = settings.size(model.requests, model.fewRequests);
      int rounds = settings.size(5, 1);
      int warmUps = settings.size(model.warmUps, 1);
      int batch = options.get(ScoringOptions.BATCH_ROWS);
      ScoringRuns runs = new ScoringRuns(run, broker, options, model, publish(1).get(0), requests);
      List<Double> alone = new ArrayList<>();
      List<Double> nowhere = new ArrayList<>();
      List<Double> kafka = new ArrayList<>();
      for (int round = -warmUps; round < rounds; round++) {
        double network = model.rowsPerSecond(batch, settings.size(2, 1));
        double discarded = requests / runs.toNowhere().seconds();
        double written = requests / runs.toKafka().seconds();
        settings.tell(
            "%s: ND4J %,.0f, discarded %,.0f, to Kafka %,.0f rows/s"
                .formatted(model.title, network, discarded, written));
        if (round >= 0) {
          alone.add(network);
          nowhere.add(discarded);
          kafka.add(written);
        }
      }
      add("ND4J alone", alone, alone);
      add("job, predictions discarded", nowhere, alone);
      double share = add("job, predictions to Kafka", kafka, alone);
      claims.add(
          Claim.atLeast(
              "%s: scoring job from Kafka to Kafka over ND4J alone, batches of %d"
                  .formatted(model.title, batch),
              share,
              SPEED_BOUND));
      return Rounds.median(kafka);
    }

    /**
     * The share of ND4J's speed: the median of the rounds' shares, as the machine's load changes.
     */
    private double add(String what, List<Double> rowsPerSecond, List<Double> alone) {
      double share =
          Rounds.median(
              IntStream.range(0, alone.size())
                  .mapToObj(round -> rowsPerSecond.get(round) / alone.get(round))
                  .toList());
      rows.add(
          Row.of("network", model.title)
              .with("what", what)
              .with("rows/s", Rounds.median(rowsPerSecond))
              .with("of ND4J", share));
      return share;
    }

    /**
     * Latencies at half of what client, broker, job and reader answer when they are asked for more.
     *
     * @param most requests a second, more than they can take together
     */
    void latency(double most) {
      Duration time = Duration.ofSeconds(settings.size(30, 6));
      int swaps = settings.size(5, 1);
      List<ActiveModel> versions = publish(swaps + 1);
      try (ScoringLoad load = new ScoringLoad(directory, options, model, versions, most)) {
        load.measure(time, 0);
        double answered = load.measure(time, 0).answers() / (double) time.toSeconds();
        double perSecond = answered * LOAD;
        settings.tell(
            "%s: answers %,.0f requests a second, is asked for half"
                .formatted(model.title, answered));
        load.change(perSecond);
        load.measure(time.multipliedBy(2), 0);
        Latencies.Quantiles steady = load.measure(time, 0);
        Latencies.Quantiles swapping = load.measure(time, swaps);
        add(0, perSecond, steady);
        add(swaps, perSecond, swapping);
        claims.add(
            Claim.atMost(
                model.title + ": p99 with swaps over p99 without",
                swapping.p99Millis() / steady.p99Millis(),
                SWAP_BOUND));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BenchmarkException("interrupted under load", e);
      }
    }

    private void add(int swaps, double perSecond, Latencies.Quantiles latency) {
      rows.add(
          Row.of("network", model.title)
              .with("swaps", swaps)
              .with("requests/s", perSecond)
              .with("answers", latency.answers())
              .with("p50 ms", latency.medianMillis())
              .with("p99 ms", latency.p99Millis()));
    }

    private List<ActiveModel> publish(int versions) {
      return model.publish(directory.resolve("models"), versions);
    }
  }

  private static List<String> notes() {
    return List.of(
        "Dense layers of 64, 32 and 2 units over 20 features; and 8 convolutions of 5x5, maxima of 2x2"
            + " and dense layers of 32 and 2 units over images of 28x28.",
        "ND4J alone is `MultiLayerNetwork.output` of batches of the job's size, from its own memory, in"
            + " one thread with OMP_NUM_THREADS=1; the job has parallelism 1, which is two threads"
            + " and Kafka's. `scoring.batch-rows` 256 and `scoring.batch-time` 5 ms are the defaults;"
            + " larger batches make both faster.",
        "A share is the median of the rounds' shares, each of a pair that ran one after the other."
            + " Rounds before them are not counted, four with the dense network and one with the"
            + " other: a job in service is warm, as ND4J's own is.",
        "Latency is from when a request was due to when its prediction was read from Kafka, at half"
            + " the requests a second that are answered when more are sent; client, broker, job and"
            + " reader share the machine.");
  }
}
