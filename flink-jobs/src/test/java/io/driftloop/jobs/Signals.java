package io.driftloop.jobs;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;

/** Signals for tests, of windows of a day: day 1 starts at 0. */
public final class Signals {
  public static final long DAY = 86_400_000;

  private Signals() {}

  public static long end(int day) {
    return day * DAY;
  }

  public static Signal psi(int day, String version, String feature, boolean breached) {
    return signal(day, version, "psi", feature, breached ? 0.5 : 0.01, breached);
  }

  public static Signal accuracy(int day, String version, boolean breached) {
    return signal(day, version, "accuracy", "", breached ? 0.5 : 0.9, breached);
  }

  public static Signal closing(int day, String version, long breaches) {
    return signal(day, version, "window-evaluated", "data", breaches, false);
  }

  public static Signal labelsClosing(int day, String version, long breaches) {
    return signal(day, version, "window-evaluated", "labels", breaches, false);
  }

  public static Signal signal(
      int day, String version, String kind, String subject, double value, boolean breached) {
    return Signal.newBuilder()
        .setId(String.join("/", Rows.MODEL, version, kind, subject, String.valueOf(day)))
        .setModel(Rows.MODEL)
        .setModelVersion(version)
        .setKind(kind)
        .setSubject(subject)
        .setWindowStart(end(day) - DAY)
        .setWindowEnd(end(day))
        .setValue(value)
        .setSampleCount(1000)
        .setBreached(breached)
        .build();
  }

  public static ActiveModel active(long generation, String version) {
    return ActiveModel.newBuilder()
        .setModel(Rows.MODEL)
        .setGeneration(generation)
        .setChampion(new ModelRef(version, "file:///" + version, "00", null))
        .setChangedAt(1)
        .build();
  }

  public static RetrainingOutcome outcome(String requestId, OutcomeStatus status, String version) {
    return RetrainingOutcome.newBuilder()
        .setRequestId(requestId)
        .setModel(Rows.MODEL)
        .setStatus(status)
        .setVersion(version)
        .setWhy("test")
        .setFinishedAt(1)
        .setSeconds(1)
        .build();
  }
}
