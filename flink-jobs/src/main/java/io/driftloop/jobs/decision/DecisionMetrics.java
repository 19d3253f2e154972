package io.driftloop.jobs.decision;

import io.driftloop.schemas.Alert;
import io.driftloop.schemas.LogEvent;
import io.driftloop.schemas.RetrainingEvent;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counters of decisions, and the log of those that somebody must answer. */
final class DecisionMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionMetrics.class);

  final Counter holds;
  final Counter outcomes;
  final Counter duplicates;
  final Counter unknownKinds;

  private final Counter requests;
  private final Counter alerts;

  DecisionMetrics(MetricGroup group) {
    requests = group.counter("requests");
    holds = group.counter("holds");
    outcomes = group.counter("outcomes");
    alerts = group.counter("alerts");
    duplicates = group.counter("duplicateSignals");
    unknownKinds = group.counter("unknownSignalKinds");
  }

  /** The worker is asked. */
  void requested(RetrainingEvent request) {
    requests.inc();
    LOG.info(
        "{}",
        LogEvent.of("retraining-requested")
            .with("id", request.getRequestId())
            .with("model", request.getModel())
            .with("version", request.getModelVersion())
            .with("action", request.getAction())
            .with("why", request.getWhy()));
  }

  /** A person is called. */
  void alerted(Alert alert) {
    alerts.inc();
    LOG.warn(
        "{}",
        LogEvent.of("alert")
            .with("id", alert.getId())
            .with("model", alert.getData().getModel())
            .with("version", alert.getData().getModelVersion())
            .with("name", alert.getData().getName())
            .with("severity", alert.getSeverity())
            .with("why", alert.getData().getSentence()));
  }
}
