package io.driftloop.serving;

/**
 * Where a version comes from.
 *
 * @param requestId the retraining request that it answers; empty for a first version
 * @param parentVersion the champion that it was measured against; empty for a first version
 * @param trainFrom start of the training rows by event time, inclusive, in epoch milliseconds
 * @param trainTo end of the training rows by event time, exclusive, in epoch milliseconds
 * @param rows rows used
 * @param fingerprint SHA-256 over the rows' ids, revisions and labels in order
 * @param seed the seed of initialisation and shuffling
 * @param software versions of what trained it
 */
public record Lineage(
    String requestId,
    String parentVersion,
    long trainFrom,
    long trainTo,
    long rows,
    String fingerprint,
    long seed,
    String software) {}
