package io.driftloop.jobs.labels;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The counters of the label join: where labels and predictions went that did not meet. */
final class JoinMetrics {
  final Counter joined;
  final Counter corrections;
  final Counter lateCorrections;
  final Counter duplicateLabels;
  final Counter outdatedLabels;
  final Counter duplicatePredictions;
  final Counter missingLabels;
  final Counter unmatchedLabels;
  final Counter unknownClasses;

  JoinMetrics(MetricGroup group) {
    joined = group.counter("joinedLabels");
    corrections = group.counter("correctedLabels");
    lateCorrections = group.counter("lateCorrections");
    duplicateLabels = group.counter("duplicateLabels");
    outdatedLabels = group.counter("outdatedLabels");
    duplicatePredictions = group.counter("duplicatePredictions");
    missingLabels = group.counter("missingLabels");
    unmatchedLabels = group.counter("unmatchedLabels");
    unknownClasses = group.counter("unknownClasses");
  }
}
