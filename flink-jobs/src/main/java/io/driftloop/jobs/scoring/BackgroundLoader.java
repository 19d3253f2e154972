package io.driftloop.jobs.scoring;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Loads models beside the task's thread, so that the stream goes on meanwhile. What comes out is
 * handed over in the task's thread, by its mailbox. A fault that is none of the model's or the
 * store's fails the task.
 */
final class BackgroundLoader implements AutoCloseable {
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 16;

  private final ModelLoader loader;
  private final MailboxExecutor mailbox;
  private final Listener listener;
  private final Duration firstDelay;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread created = new Thread(task, "driftloop-model-loader");
            created.setDaemon(true);
            return created;
          });
  private volatile boolean closed;

  /** Hears of ends of loads; in the task's thread. */
  interface Listener {
    void loaded(ActiveModel active, Scorers scorers) throws Exception;

    void refused(ActiveModel active, ModelRefusedException reason);

    /**
     * The store could not be read.
     *
     * @return whether to try again
     */
    boolean unreadable(ActiveModel active, IOException reason) throws Exception;
  }

  /**
   * @param firstDelay time before the second attempt; doubles with every further one, up to a
   *     minute
   */
  BackgroundLoader(
      ModelLoader loader, MailboxExecutor mailbox, Listener listener, Duration firstDelay) {
    this.loader = loader;
    this.mailbox = mailbox;
    this.listener = listener;
    this.firstDelay = firstDelay;
  }

  void load(ActiveModel active) {
    schedule(active, 0);
  }

  /** Loads again after the delay of a first failure. */
  void retry(ActiveModel active) {
    schedule(active, 1);
  }

  private void schedule(ActiveModel active, int attempt) {
    thread.schedule(() -> attempt(active, attempt), delayMillis(attempt), TimeUnit.MILLISECONDS);
  }

  private long delayMillis(int attempt) {
    if (attempt == 0) {
      return 0;
    }
    long doubled = firstDelay.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
    return Math.min(doubled, LONGEST_DELAY.toMillis());
  }

  private void attempt(ActiveModel active, int attempt) {
    try {
      Scorers scorers = Scorers.load(loader, active);
      handOver(() -> listener.loaded(active, scorers));
    } catch (ModelRefusedException e) {
      handOver(() -> listener.refused(active, e));
    } catch (IOException e) {
      handOver(
          () -> {
            if (listener.unreadable(active, e)) {
              schedule(active, attempt + 1);
            }
          });
    } catch (RuntimeException | Error e) {
      handOver(
          () -> {
            throw new IllegalStateException("loading a model failed", e);
          });
    }
  }

  private void handOver(ThrowingRunnable<Exception> mail) {
    try {
      mailbox.execute(mail, "end of loading a model");
    } catch (RejectedExecutionException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
