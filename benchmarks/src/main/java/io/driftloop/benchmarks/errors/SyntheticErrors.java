package io.driftloop.benchmarks.errors;

import io.driftloop.benchmarks.errors.ErrorStream.Drift;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Independent mistakes whose rate is known, and changes once in the middle or never. */
final class SyntheticErrors {
  static final int ROWS = 10_000;

  /** The rates before and after, and the rows that the change takes. */
  private record Kind(String name, double before, double after, int length) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("no drift, error 0.2", 0.2, 0.2, 0),
          new Kind("abrupt, error 0.2 to 0.3", 0.2, 0.3, 0),
          new Kind("abrupt, error 0.1 to 0.4", 0.1, 0.4, 0),
          new Kind("gradual over 2,000 rows, error 0.2 to 0.4", 0.2, 0.4, 2000));

  private SyntheticErrors() {}

  /** So many streams of each kind, kind by kind. */
  static List<ErrorStream> streams(int ofEach) {
    List<ErrorStream> streams = new ArrayList<>();
    for (Kind kind : KINDS) {
      for (int seed = 0; seed < ofEach; seed++) {
        streams.add(stream(kind, seed));
      }
    }
    return streams;
  }

  private static ErrorStream stream(Kind kind, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int from = ROWS / 2;
    boolean[] errors = new boolean[ROWS];
    for (int row = 0; row < ROWS; row++) {
      errors[row] = random.nextDouble() < rate(kind, row - from);
    }
    List<Drift> drifts =
        kind.before() == kind.after() ? List.of() : List.of(new Drift(from, from + kind.length()));
    return new ErrorStream(kind.name(), errors, drifts, true);
  }

  private static double rate(Kind kind, int since) {
    if (since < 0) {
      return kind.before();
    }
    double share = kind.length() == 0 ? 1 : Math.min(1, since / (double) kind.length());
    return kind.before() + share * (kind.after() - kind.before());
  }
}
