package io.driftloop.jobs.labels;

import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.OutcomeReference;
import java.io.IOException;
import java.util.Optional;

/** Summarises how well scores met labels. */
final class OutcomeProfiler implements Profiler<JoinedOutcome, OutcomeProfile> {
  private static final long serialVersionUID = 1L;

  private final OutcomeReferences references;

  OutcomeProfiler(OutcomeReferences references) {
    this.references = references;
  }

  @Override
  public void open() throws IOException {
    references.open();
  }

  @Override
  public long time(JoinedOutcome row) {
    return row.countedAt;
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
  public OutcomeProfile empty(JoinedOutcome row) {
    return OutcomeProfile.empty(row.scores.length);
  }

  @Override
  public void add(JoinedOutcome row, OutcomeProfile profile) throws IOException {
    OutcomeReference reference = references.get(row.model, row.version);
    if (row.before == JoinedOutcome.NONE) {
      profile.add(reference, row.outcome());
    } else {
      profile.correct(reference, row.outcome(), row.before, row.revision);
    }
  }

  /** The label itself was used: it is joined. Only its window's signals are without it. */
  @Override
  public Optional<DeadLetter> late(JoinedOutcome row) {
    return Optional.empty();
  }
}
