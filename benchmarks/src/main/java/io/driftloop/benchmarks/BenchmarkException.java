package io.driftloop.benchmarks;

/**
 * Something that the person at the keyboard can put right, such as a missing data directory. Its
 * message is complete in one line.
 */
public final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BenchmarkException(String message) {
    super(message);
  }

  public BenchmarkException(String message, Throwable cause) {
    super(message, cause);
  }
}
