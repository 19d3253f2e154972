package io.driftloop.jobs.labels;

import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.Optional;

/** Summarises how well scores met labels. */
final class OutcomeProfiler implements Profiler<JoinedOutcome, PerformanceProfile> {
  private static final long serialVersionUID = 1L;

  @Override
  public long time(JoinedOutcome row) {
    return row.knownAt;
  }

  @Override
  public String model(JoinedOutcome row) {
    return row.model;
  }

  @Override
  public String version(JoinedOutcome row) {
    return row.version;
  }

  @Override
  public String variant(JoinedOutcome row) {
    return row.variant;
  }

  @Override
  public PerformanceProfile empty(JoinedOutcome row) {
    return new PerformanceProfile();
  }

  @Override
  public void add(JoinedOutcome row, PerformanceProfile profile) {
    profile.add(row.scores, row.label);
  }

  /** The label itself was used: it is joined. Only its window's signals are without it. */
  @Override
  public Optional<DeadLetter> late(JoinedOutcome row) {
    return Optional.empty();
  }
}
