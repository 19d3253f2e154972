package io.driftloop.schemas;

import java.util.List;

/**
 * Names of the topics that Driftloop's parts talk over, kept in one place because they are a
 * contract with producers and consumers outside. What each holds stands in ARCHITECTURE.md.
 */
public final class Topics {
  public static final String INFERENCE_REQUESTS = "inference-requests";
  public static final String PREDICTIONS = "predictions";
  public static final String LABELS = "labels";
  public static final String TRAINING_EXAMPLES = "training-examples";
  public static final String SIGNALS = "signals";
  public static final String RETRAINING_DECISIONS = "retraining-decisions";
  public static final String RETRAINING_EVENTS = "retraining-events";
  public static final String RETRAINING_OUTCOMES = "retraining-outcomes";
  public static final String ACTIVE_MODELS = "active-models";
  public static final String ANNOTATION_REQUESTS = "annotation-requests";
  public static final String ALERTS = "alerts";
  public static final String DEAD_LETTERS = "dead-letters";

  /** Every topic, in the order in which a record travels through them. */
  public static final List<String> ALL =
      List.of(
          INFERENCE_REQUESTS,
          PREDICTIONS,
          LABELS,
          TRAINING_EXAMPLES,
          SIGNALS,
          RETRAINING_DECISIONS,
          RETRAINING_EVENTS,
          RETRAINING_OUTCOMES,
          ACTIVE_MODELS,
          ANNOTATION_REQUESTS,
          ALERTS,
          DEAD_LETTERS);

  private Topics() {}
}
