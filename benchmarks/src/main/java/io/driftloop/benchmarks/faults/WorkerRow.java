package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.Row;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.RetrainingOutcome;
import java.util.List;

/**
 * What became of one request whose worker was killed.
 *
 * @param inTime whether the worker had answered nothing when it was killed
 * @param published outcomes that say that a version was published for it
 * @param generations descriptors that were committed, that of the first version among them
 * @param unverified descriptors of a package that was missing or not what it says, when the worker
 *     was dead or in the end
 * @param recovered seconds from the kill to the outcome, of which most is training anew
 */
record WorkerRow(
    String fault,
    boolean inTime,
    int published,
    int generations,
    int unverified,
    double recovered) {

  static WorkerRow of(
      WorkerFault fault,
      boolean inTime,
      List<RetrainingOutcome> outcomes,
      List<ActiveModel> active,
      int unverified,
      double recovered) {
    return new WorkerRow(
        fault.words(), inTime, WorkerRun.published(outcomes), active.size(), unverified, recovered);
  }

  /** Whether one version was published for the one request, and nothing else. */
  boolean once() {
    return published == 1 && generations == 2;
  }

  Row row() {
    return Row.of("fault", fault)
        .with("killed in time", inTime ? "yes" : "no")
        .with("requests", 1)
        .with("published", published)
        .with("descriptors", generations - 1)
        .with("of unverified packages", unverified)
        .with("seconds to the outcome", Math.round(recovered * 10) / 10.0);
  }
}
