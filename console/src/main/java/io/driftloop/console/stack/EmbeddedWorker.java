package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.retrain.RetrainWorker;
import io.driftloop.retrain.RetrainWorkers;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A retrain worker on a thread of this process. */
final class EmbeddedWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWorker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RetrainWorker worker;
  private final Thread thread;

  /**
   * Starts a worker.
   *
   * @param onFailure told in one line, from another thread, when it fails
   */
  EmbeddedWorker(Options options, Consumer<String> onFailure) {
    worker = RetrainWorkers.create(options);
    thread = new Thread(worker, "retrain-worker");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (failed, error) -> {
          LOG.error("the retrain worker failed", error);
          onFailure.accept("the retrain worker failed: " + error.getMessage());
        });
    thread.start();
  }

  /** Stops it; a training under way is given up and taken up again by the next worker. */
  @Override
  public void close() {
    worker.close();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
