package io.driftloop.jobs.scoring;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** The counters of scoring. */
final class ScoringMetrics {
  final Counter predictions;
  final Counter batches;
  final Counter deadLetters;
  final Counter modelsLoaded;
  final Counter modelsRefused;
  final Counter modelsUnreadable;

  ScoringMetrics(MetricGroup group) {
    predictions = group.counter("predictions");
    batches = group.counter("batches");
    deadLetters = group.counter("deadLetters");
    modelsLoaded = group.counter("modelsLoaded");
    modelsRefused = group.counter("modelsRefused");
    modelsUnreadable = group.counter("modelsUnreadable");
  }
}
