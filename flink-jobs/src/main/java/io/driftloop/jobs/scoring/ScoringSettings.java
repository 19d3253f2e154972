package io.driftloop.jobs.scoring;

import io.driftloop.config.Options;
import io.driftloop.jobs.models.LoaderFactory;
import io.driftloop.serving.Embedding;
import java.io.Serializable;
import java.time.Duration;

/**
 * How {@link ScoringOperator} works.
 *
 * @param batchRows rows scored at once, at most
 * @param batchMillis how long a row waits for others, in milliseconds
 * @param waitMillis how long a row waits for a version of its model, in milliseconds
 * @param mostWaiting rows of a task that may wait so
 * @param embed whether predictions carry the version's embedding of the row
 * @param retryDelay time before an unreadable store is asked again; doubles every time
 */
record ScoringSettings(
    LoaderFactory loader,
    int batchRows,
    long batchMillis,
    long waitMillis,
    int mostWaiting,
    boolean embed,
    Duration retryDelay)
    implements Serializable {

  static ScoringSettings of(LoaderFactory loader, Options options) {
    return new ScoringSettings(
        loader,
        options.get(ScoringOptions.BATCH_ROWS),
        options.get(ScoringOptions.BATCH_TIME).toMillis(),
        options.get(ScoringOptions.UNKNOWN_MODEL_WAIT).toMillis(),
        options.get(ScoringOptions.UNKNOWN_MODEL_ROWS),
        options.get(ScoringOptions.EMBEDDING) == Embedding.PENULTIMATE,
        options.get(ScoringOptions.RETRY_DELAY));
  }
}
