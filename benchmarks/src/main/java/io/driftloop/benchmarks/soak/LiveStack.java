package io.driftloop.benchmarks.soak;

import io.driftloop.benchmarks.faults.FaultInput;
import io.driftloop.benchmarks.faults.FaultJobs;
import io.driftloop.benchmarks.faults.FaultStack;
import io.driftloop.benchmarks.faults.Feeder;
import io.driftloop.benchmarks.faults.Waiting;
import io.driftloop.config.Options;
import io.driftloop.console.stack.FirstModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The whole loop under rows of now, each part a process of its own: windows of ten seconds, and a
 * world that turns round every two minutes, so that versions come and go.
 */
final class LiveStack implements AutoCloseable {
  private static final long SEED = 20_261_127L;
  private static final long TURN_MILLIS = 120_000;
  private static final Map<String, String> TRAINING = Map.of("train.max-epochs", "3");

  private final FaultStack stack;
  private final Lag lag;
  private final Random random = new Random(SEED);
  private int sent;

  private LiveStack(FaultStack stack) {
    this.stack = stack;
    lag = new Lag(stack.bootstrapServers());
  }

  /**
   * Starts it.
   *
   * @param options more of the jobs' options
   * @param flink more of Flink's configuration
   */
  static LiveStack start(Path directory, Map<String, String> options, Map<String, String> flink)
      throws IOException {
    LiveStack live = new LiveStack(FaultStack.start(directory, flink, true));
    try {
      live.startLoop(options);
    } catch (IOException | RuntimeException e) {
      live.close();
      throw e;
    }
    return live;
  }

  private void startLoop(Map<String, String> more) throws IOException {
    Path models = stack.directory().resolve("models");
    FirstModel.publish(
        FaultInput.of(FaultInput.WINDOW_ROWS, SEED),
        models,
        stack.bootstrapServers(),
        Options.of(TRAINING));
    Map<String, String> options = new HashMap<>();
    options.put("kafka.bootstrap-servers", stack.bootstrapServers());
    options.put("models.uri", models.toUri().toString());
    options.put(
        "checkpoint.directory", stack.directory().resolve("checkpoints").toUri().toString());
    options.put("checkpoint.interval", "5s");
    options.put("window", "10s");
    options.put("event-time.max-out-of-orderness", "5s");
    options.put("labels.wait", "60s");
    options.put("labels.prediction-wait", "60s");
    options.put("retrain.rule", "threshold");
    options.put("retrain.triggers", "accuracy");
    options.put("retrain.cooldown", "60s");
    options.put("retrain.training-window", "60s");
    options.putAll(more);
    new FaultJobs(stack, Options.of(options)).submit(1);
    stack.startWorker(models, TRAINING);
  }

  /** Sends so many rows, and returns when the last one has its label. */
  void feed(int rows, double rowsPerSecond) {
    try (Feeder feeder = new Feeder(stack.bootstrapServers(), rowsPerSecond, false)) {
      feeder.feed(rows, row -> FaultInput.live(sent++, asAtFirst(), random));
    }
  }

  private static boolean asAtFirst() {
    return System.currentTimeMillis() / TURN_MILLIS % 2 == 0;
  }

  /** Rows a second that all jobs together take, measured with so many rows at once. */
  double capacity(int rows) {
    long start = System.nanoTime();
    feed(rows, Double.POSITIVE_INFINITY);
    catchUp();
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  /** Waits until the jobs have read all there is. */
  void catchUp() {
    Waiting.until("that all jobs catch up", stack::alive, lag::none);
  }

  /** Rows that were sent so far. */
  int sent() {
    return sent;
  }

  FaultStack stack() {
    return stack;
  }

  Lag lag() {
    return lag;
  }

  @Override
  public void close() {
    lag.close();
    stack.close();
  }
}
