package io.driftloop.benchmarks.soak;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.faults.Waiting;
import io.driftloop.console.stack.TopicContent;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Lets the whole loop run at half of what it can take, and looks at what it takes up. */
public final class Soak implements Benchmark {
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(20);
  private static final Duration BETWEEN_QUICK_SAMPLES = Duration.ofSeconds(5);
  private static final double LOAD = 0.5;
  private static final Map<String, String> FLINK =
      Map.of(
          "metrics.reporter.memory.factory.class",
          MemoryReporterFactory.class.getName(),
          "state.backend.rocksdb.metrics.block-cache-usage",
          "true");

  @Override
  public String name() {
    return "soak";
  }

  @Override
  public String what() {
    return "Do memory, threads and disk stay as they are, though the loop runs on and on?";
  }

  @Override
  public Result run(Settings settings) {
    Duration between = settings.quick() ? BETWEEN_QUICK_SAMPLES : BETWEEN_SAMPLES;
    Duration time = Duration.ofMinutes(settings.quick() ? 1 : settings.minutes());
    try (LiveStack live =
        LiveStack.start(Files.createTempDirectory("driftloop-soak"), Map.of(), flink(between))) {
      KeptBytes.shrink(live.stack().bootstrapServers());
      settings.tell("measuring what it can take");
      live.capacity(settings.size(5_000, 1_000));
      double rate = LOAD * live.capacity(settings.size(15_000, 2_000));
      settings.tell("%s at %.0f rows a second".formatted(time, rate));
      int rows = (int) (rate * time.toSeconds());
      CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> live.feed(rows, rate));
      List<Sample> samples = watch(live, fed, between, settings);
      return result(live, samples, rate, time);
    } catch (IOException e) {
      throw new BenchmarkException("what a process takes cannot be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> flink(Duration between) {
    Map<String, String> flink = new HashMap<>(FLINK);
    flink.put("metrics.reporter.memory.interval", between.toMillis() / 2 + " ms");
    return flink;
  }

  private static List<Sample> watch(
      LiveStack live, CompletableFuture<Void> fed, Duration between, Settings settings)
      throws IOException {
    List<Sample> samples = new ArrayList<>();
    while (!fed.isDone()) {
      if (!live.stack().alive()) {
        throw new BenchmarkException(
            "a process ended; see the logs in " + live.stack().directory());
      }
      samples.add(Sample.of(live.stack()));
      if (samples.size() % 9 == 0) {
        settings.tell(
            "%d samples, %d records behind".formatted(samples.size(), live.lag().longest()));
      }
      Waiting.sleep(between);
    }
    fed.join();
    return samples;
  }

  private static Result result(LiveStack live, List<Sample> samples, double rate, Duration time) {
    long behind = live.lag().longest();
    List<Course> courses = Course.of(samples);
    int versions =
        TopicContent.read(live.stack().bootstrapServers(), Topics.ACTIVE_MODELS, ActiveModel.class)
            .stream()
            .mapToInt(active -> (int) active.getGeneration())
            .max()
            .orElse(0);
    List<Row> rows = new ArrayList<>(courses.stream().map(Course::row).toList());
    return new Result(
        rows,
        List.of(
            Claim.atMost(
                "Figures that are not flat",
                courses.stream().filter(course -> !course.flat()).count(),
                0),
            Claim.atMost("Seconds of load that the jobs are behind at the end", behind / rate, 30),
            Claim.atLeast("Versions that served one after the other", versions, 2)),
        List.of(
            ("%d minutes at %.0f rows a second, half of what was measured before; each with a label"
                    + " a second later; a sample every %d s.")
                .formatted(time.toMinutes(), rate, BETWEEN_SAMPLES.toSeconds()),
            ("Flat: the last quarter's median is at most %.0f %%, or %.0f MiB or threads, above the"
                    + " second quarter's. The first quarter is for what is filled once.")
                .formatted(100 * Course.GROWTH, Course.LEEWAY),
            "All four jobs, the worker, ZooKeeper and the broker, each a process; heap is measured"
                + " after a full collection, RocksDB by its block caches, which hold its write"
                + " buffers too, ND4J by its own count of arrays. Resident memory is Linux's; heaps"
                + " are taken in whole at the start, so that what grows of it is outside of them.",
            "Topics keep 2 MiB a partition in segments of 1 MiB, so that the run reaches the bound"
                + " that a stack as shipped reaches at 512 MiB. Model packages are left out: each"
                + " version is kept."));
  }
}
