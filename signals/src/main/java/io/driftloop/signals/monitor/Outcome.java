package io.driftloop.signals.monitor;

import java.util.Map;

/**
 * One prediction that has met its label.
 *
 * @param id of the request, by which rows are sampled
 * @param scores class probabilities
 * @param label the index of the label's class
 * @param segments value by name; may be empty
 * @param features one value a feature; empty where they were not kept
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outcome(
    String id, float[] scores, int label, Map<String, String> segments, float[] features) {}
