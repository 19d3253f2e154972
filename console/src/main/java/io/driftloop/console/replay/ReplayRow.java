package io.driftloop.console.replay;

import java.util.Map;

/**
 * One row of a replay, as the request client and the label client need it.
 *
 * @param index position in the data, from 0
 * @param eventTime when the row came to be, in epoch milliseconds
 * @param features positional, as the replay's feature schema orders them
 * @param segments what people compare but the model must not see
 * @param label the class by its name
 * @param knownAt when the label becomes known, in epoch milliseconds
 */
public record ReplayRow(
    int index,
    long eventTime,
    float[] features,
    Map<String, String> segments,
    String label,
    long knownAt) {}
