package io.driftloop.benchmarks.soak;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.console.stack.TopicContent;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.SignalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Sends twice of what the jobs can take, and looks how they fall behind and catch up. */
public final class Overload implements Benchmark {
  private static final double LOAD = 2;
  private static final Duration LAG_LIMIT = Duration.ofSeconds(15);

  /** Of what was sent to a topic: how much further behind one partition may be than another. */
  private static final double UNEVEN = 0.1;

  @Override
  public String name() {
    return "overload";
  }

  @Override
  public String what() {
    return "Do the jobs fall behind evenly at twice what they can take, lose nothing and catch up?";
  }

  @Override
  public Result run(Settings settings) {
    Map<String, String> options = Map.of("lag.limit", LAG_LIMIT.toMillis() + "ms");
    try (LiveStack live =
        LiveStack.start(Files.createTempDirectory("driftloop-overload"), options, Map.of())) {
      settings.tell("measuring what they can take");
      live.capacity(settings.size(5_000, 1_000));
      double capacity = live.capacity(settings.size(15_000, 2_000));
      int seconds = settings.size(60, 15);
      int rows = (int) (LOAD * capacity * seconds);
      settings.tell("%d s at %.0f rows a second".formatted(seconds, LOAD * capacity));
      live.feed(rows, LOAD * capacity);
      Map<String, Map<TopicPartition, Long>> behind = behind(live.lag());
      long start = System.nanoTime();
      live.catchUp();
      double caughtUp = (System.nanoTime() - start) / 1e9;
      return result(live, behind, rows, capacity, caughtUp);
    } catch (IOException e) {
      throw new BenchmarkException("the benchmark's own files: " + e.getMessage(), e);
    }
  }

  private static Map<String, Map<TopicPartition, Long>> behind(Lag lag) {
    Map<String, Map<TopicPartition, Long>> behind = new TreeMap<>();
    Comparator<TopicPartition> order = Comparator.comparing(TopicPartition::toString);
    for (String job : Lag.JOBS) {
      Map<TopicPartition, Long> partitions = new TreeMap<>(order);
      partitions.putAll(lag.of(job));
      behind.put(job, partitions);
    }
    return behind;
  }

  private static Result result(
      LiveStack live,
      Map<String, Map<TopicPartition, Long>> behind,
      int rows,
      double capacity,
      double caughtUp) {
    String servers = live.stack().bootstrapServers();
    List<DeadLetter> letters = TopicContent.read(servers, Topics.DEAD_LETTERS, DeadLetter.class);
    List<Double> lags = lags(servers);
    List<Row> table = new ArrayList<>();
    behind.forEach(
        (job, partitions) ->
            partitions.forEach(
                (partition, records) ->
                    table.add(
                        Row.of("job", job)
                            .with("partition", partition.toString())
                            .with("records behind", records))));
    return new Result(
        table,
        List.of(
            Claim.atLeast("Records behind when the load ends", furthest(behind), 1),
            Claim.atMost(
                "Difference of two partitions, as a share of what was sent to both",
                uneven(behind) / rows,
                UNEVEN),
            Claim.atMost("Requests without a prediction", live.sent() - predicted(servers), 0),
            Claim.atMost("Rows without a training example", live.sent() - joined(servers), 0),
            Claim.atMost("Dead letters", letters.size(), 0),
            Claim.atLeast(
                "Windows whose signal lag is breached",
                lags.stream().filter(lag -> lag > LAG_LIMIT.toSeconds()).count(),
                1),
            Claim.atMost("Seconds to catch up when the load ends", caughtUp, 240)),
        List.of(
            ("%d rows at twice of %.0f rows a second, which all jobs together had taken before."
                    + " The longest lag of a window was %.0f s.")
                .formatted(
                    rows, capacity, lags.stream().mapToDouble(Double::doubleValue).max().orElse(0)),
            "Records behind as of the last checkpoint, every 5 s. Predictions and examples are"
                + " counted by id, of all rows that were sent; an example once for a row."));
  }

  private static long furthest(Map<String, Map<TopicPartition, Long>> behind) {
    return behind.values().stream()
        .flatMap(partitions -> partitions.values().stream())
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** The largest difference of two partitions of a topic that a job reads, in records. */
  private static double uneven(Map<String, Map<TopicPartition, Long>> behind) {
    double largest = 0;
    for (Map<TopicPartition, Long> partitions : behind.values()) {
      for (var one : partitions.entrySet()) {
        for (var other : partitions.entrySet()) {
          if (one.getKey().topic().equals(other.getKey().topic())) {
            largest = Math.max(largest, one.getValue() - other.getValue());
          }
        }
      }
    }
    return largest;
  }

  private static long predicted(String servers) {
    return TopicContent.read(servers, Topics.PREDICTIONS, Prediction.class).stream()
        .filter(prediction -> prediction.getVariant() == Variant.CHAMPION)
        .map(Prediction::getId)
        .distinct()
        .count();
  }

  /** Those of the first model's history have no version. */
  private static long joined(String servers) {
    return TopicContent.read(servers, Topics.TRAINING_EXAMPLES, TrainingExample.class).stream()
        .filter(example -> !example.getModelVersion().isEmpty())
        .map(TrainingExample::getId)
        .distinct()
        .count();
  }

  private static List<Double> lags(String servers) {
    return TopicContent.read(servers, Topics.SIGNALS, Signal.class).stream()
        .filter(signal -> signal.getKind().equals(SignalKind.LAG.wireName()))
        .map(Signal::getValue)
        .toList();
  }
}
