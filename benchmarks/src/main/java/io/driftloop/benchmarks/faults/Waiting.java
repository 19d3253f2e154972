package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.BenchmarkException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something to come true, as long as it can still come. */
public final class Waiting {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final Duration STEP = Duration.ofMillis(50);

  private Waiting() {}

  /**
   * Waits.
   *
   * @param alive whether what must do it still runs
   * @throws BenchmarkException where it does not, or where it takes minutes
   */
  public static void until(String what, BooleanSupplier alive, Callable<Boolean> condition) {
    until(what, alive, condition, () -> "");
  }

  /**
   * Waits.
   *
   * @param alive whether what must do it still runs
   * @param soFar what has come, for who waited in vain
   * @throws BenchmarkException where it does not, or where it takes minutes
   */
  static void until(
      String what, BooleanSupplier alive, Callable<Boolean> condition, Supplier<String> soFar) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!condition.call()) {
        if (!alive.getAsBoolean()) {
          throw new BenchmarkException("a process ended while waiting for " + what);
        }
        if (System.nanoTime() > deadline) {
          throw new BenchmarkException(
              "%s did not come in %s%s".formatted(what, PATIENCE, soFar.get()));
        }
        sleep(STEP);
      }
    } catch (BenchmarkException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("waiting for " + what, e);
    }
  }

  /** Sleeps, and gives up where it is interrupted. */
  public static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchmarkException("interrupted");
    }
  }
}
