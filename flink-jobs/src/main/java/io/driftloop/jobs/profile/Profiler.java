package io.driftloop.jobs.profile;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.signals.profile.Profile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What {@link LocalProfileOperator} must know of the rows that it summarises.
 *
 * @param <R> the rows
 * @param <P> their summary
 */
public interface Profiler<R, P extends Profile<P>> extends Serializable {

  /** Called once in the task, before all else. */
  default void open() throws IOException {}

  /** The row's event time, in milliseconds since 1970-01-01T00:00Z. */
  long time(R row);

  String model(R row);

  String version(R row);

  /** The name of the version's role. */
  String variant(R row);

  /** An empty summary for the row's version. */
  P empty(R row) throws IOException;

  void add(R row, P profile) throws IOException;

  /** How many segments a row can count in beside the whole. */
  default int declaredSegments() {
    return 0;
  }

  /**
   * The segments, as name=value, in whose summaries the row counts beside that of all rows. The
   * list is only good until the next call.
   */
  default List<String> segments(R row) throws IOException {
    return List.of();
  }

  /** The same for a segment of the row's version. */
  default P empty(R row, String segment) throws IOException {
    throw new IllegalStateException("no segment is summarised");
  }

  /** Adds a row to the summary of one of its segments. */
  default void addToSegment(R row, P profile) throws IOException {
    throw new IllegalStateException("no segment is summarised");
  }

  /** The dead letter of a row that came after its window; empty where it is only counted. */
  Optional<DeadLetter> late(R row);
}
