package io.driftloop.benchmarks.faults;

import io.driftloop.config.Options;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.console.stack.FirstModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One run of the whole stream, with a fault or without.
 *
 * @param rows how many rows are fed, beside those that close the last windows
 * @param rowsPerSecond at which rate
 * @param outage how long what a fault takes away for a while stays away at most
 */
record FaultRun(int rows, int rowsPerSecond, Duration outage, long seed) {

  /**
   * What came of it.
   *
   * @param pause the longest time without a prediction from the fault on, in seconds
   */
  record Outcome(Outputs outputs, double pause) {}

  /** Feeds everything and nothing goes wrong. */
  Outcome undisturbed(Path directory) throws IOException {
    return run(directory, Optional.empty(), List.of(0));
  }

  /**
   * Feeds the same, and a fault strikes, again and again.
   *
   * @param moments how many predictions have come each time, in order
   */
  Outcome with(Fault fault, List<Integer> moments, Path directory) throws IOException {
    return run(directory, Optional.of(fault), moments);
  }

  /** So many moments between a fifth of the rows and seven tenths, in order. */
  List<Integer> moments(int count, Random random) {
    return IntStream.generate(() -> rows / 5 + random.nextInt(rows / 2))
        .limit(count)
        .sorted()
        .boxed()
        .toList();
  }

  private Outcome run(Path directory, Optional<Fault> fault, List<Integer> moments)
      throws IOException {
    ReplayData data = FaultInput.of(rows, seed);
    try (FaultStack stack = FaultStack.start(directory)) {
      FirstModel.publish(
          data,
          models(directory),
          stack.bootstrapServers(),
          Options.of(Map.of("train.max-epochs", "5")));
      FaultJobs jobs = new FaultJobs(stack, options(stack));
      jobs.submit(1);
      try (Arrivals arrivals = new Arrivals(stack.bootstrapServers())) {
        long struck = feed(data, stack, jobs, arrivals, fault, moments);
        Waiting.until(
            "the end of the stream",
            stack::alive,
            () -> arrivals.complete(data.stream().size(), FaultInput.end(rows)),
            () -> arrivals.soFar(FaultInput.end(rows)));
        double pause = arrivals.longestPause(struck);
        return new Outcome(arrivals.stop(), pause);
      }
    }
  }

  /**
   * Feeds on a thread of its own, because a broker that is away holds it up. What closes the
   * windows comes when all else is answered: after a restart at the very end there must be more to
   * come, or nothing says how far event time is.
   */
  private long feed(
      ReplayData data,
      FaultStack stack,
      FaultJobs jobs,
      Arrivals arrivals,
      Optional<Fault> fault,
      List<Integer> moments)
      throws IOException {
    boolean garbage = fault.filter(Fault.GARBAGE::equals).isPresent();
    List<ReplayRow> all = data.stream();
    try (Feeder feeder = new Feeder(stack.bootstrapServers(), rowsPerSecond, garbage)) {
      CompletableFuture<Void> fed =
          CompletableFuture.runAsync(
              () ->
                  feeder.feed(
                      all.subList(0, rows),
                      data.labelDelayRows(),
                      () -> awaitAnswers(stack, arrivals, 1)));
      awaitAnswers(stack, arrivals, moments.get(0));
      long struck = System.nanoTime();
      if (fault.isPresent()) {
        for (int time = 0; time < moments.size(); time++) {
          awaitAnswers(stack, arrivals, moments.get(time));
          fault.get().strike(stack, jobs, fault.get().outage(outage), time);
        }
      }
      fed.join();
      awaitAnswers(stack, arrivals, rows);
      feeder.feed(all.subList(rows, all.size()), data.labelDelayRows(), () -> {});
      return struck;
    }
  }

  private static void awaitAnswers(FaultStack stack, Arrivals arrivals, int answers) {
    Waiting.until(
        "%d predictions".formatted(answers), stack::alive, () -> arrivals.predictions() >= answers);
  }

  static Path models(Path directory) {
    return directory.resolve("models");
  }

  private static Options options(FaultStack stack) {
    long window = FaultInput.WINDOW_ROWS * FaultInput.STEP;
    long outOfOrder = FaultInput.OUT_OF_ORDER_ROWS * FaultInput.STEP;
    return Options.of(
        Map.ofEntries(
            Map.entry("kafka.bootstrap-servers", stack.bootstrapServers()),
            Map.entry("models.uri", models(stack.directory()).toUri().toString()),
            Map.entry(
                "checkpoint.directory",
                FillableFileSystem.uri(stack.directory().resolve("checkpoints")).toString()),
            Map.entry("checkpoint.interval", "1s"),
            Map.entry("scoring.exactly-once", "true"),
            Map.entry("window", window + "ms"),
            Map.entry("event-time.max-out-of-orderness", outOfOrder + "ms"),
            Map.entry("event-time.idleness", "1h"),
            Map.entry("retrain.rule", "threshold"),
            Map.entry("retrain.triggers", "accuracy")));
  }
}
