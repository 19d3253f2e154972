package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.RemedyOptions;
import io.driftloop.signals.severity.HarmOptions;
import io.driftloop.signals.signature.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Windows of a day each, for tests: day 1 starts at the epoch. */
final class Windows {
  static final DiagnosisOptions OPTIONS =
      new DiagnosisOptions(
          HarmOptions.defaults(),
          RemedyOptions.defaults(),
          Duration.ofDays(7),
          Duration.ofDays(28),
          3,
          Set.of(Action.RETRAIN));

  private Windows() {}

  static Instant end(int day) {
    return Instant.EPOCH.plus(Duration.ofDays(day));
  }

  static ClosedWindow data(int day, Measurement... measurements) {
    return window(day, false, List.of(measurements));
  }

  static ClosedWindow labels(int day, Measurement... measurements) {
    return window(day, true, List.of(measurements));
  }

  static ClosedWindow window(int day, boolean labelled, List<Measurement> measurements) {
    return new ClosedWindow("v1", labelled, end(day - 1), end(day), measurements);
  }

  static Measurement drift(int day, String feature, boolean breached, double share) {
    return of(day, SignalKind.DRIFT, feature, breached ? 9 : 1, Double.NaN, 3, breached)
        .with("shareOfChange", share)
        .get();
  }

  static Measurement confidence(int day, boolean breached) {
    return of(day, SignalKind.CONFIDENCE, "", breached ? 0.5 : 0.8, 0.8, 0.75, breached).get();
  }

  static Measurement accuracy(int day, double value) {
    return accuracy(day, value, 10_000);
  }

  static Measurement accuracy(int day, double value, long rows) {
    return of(day, SignalKind.ACCURACY, "", value, 0.8, 0.77, value < 0.77)
        .with("standardError", Math.sqrt(0.16 / rows + 0.16 / 5000))
        .rows(rows)
        .get();
  }

  static Measurement estimatedAccuracy(int day, double value) {
    return of(day, SignalKind.ESTIMATED_ACCURACY, "", value, 0.8, 0.77, false)
        .with("standardError", 0.002)
        .get();
  }

  static Builder of(
      int day,
      SignalKind kind,
      String subject,
      double value,
      double reference,
      double threshold,
      boolean breached) {
    return new Builder(
        day, new Figure(kind.wireName(), subject, value, reference, threshold, breached, ""));
  }

  /** A measurement in the making. */
  static final class Builder {
    private final int day;
    private final Figure figure;
    private final Map<String, Double> evidence = new TreeMap<>();
    private String segment = "";
    private long rows = 1000;

    private Builder(int day, Figure figure) {
      this.day = day;
      this.figure = figure;
    }

    Builder with(String name, double value) {
      evidence.put(name, value);
      return this;
    }

    Builder in(String name) {
      segment = name;
      return this;
    }

    Builder rows(long count) {
      rows = count;
      return this;
    }

    Measurement get() {
      Figure named =
          new Figure(
              figure.kind(),
              figure.subject(),
              figure.value(),
              figure.reference(),
              figure.threshold(),
              figure.breached(),
              String.join("/", figure.kind(), figure.subject(), segment, String.valueOf(day)));
      return new Measurement(named, segment, end(day - 1), end(day), rows, 5000, evidence);
    }
  }
}
