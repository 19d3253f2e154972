package io.driftloop.retrain;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** What the topics say about models and requests: who serves, and which requests are answered. */
final class LoopState implements AutoCloseable {
  private final Map<String, ActiveModel> active = new HashMap<>();
  private final Set<String> answered = new HashSet<>();
  private final TopicTail<ActiveModel> models;
  private final TopicTail<RetrainingOutcome> outcomes;

  /**
   * The state of two topics.
   *
   * @param committed makes consumers that read committed records only, without a group
   * @param uncommitted makes consumers that see open transactions too, without a group
   */
  LoopState(
      Supplier<Consumer<byte[], byte[]>> committed,
      Supplier<Consumer<byte[], byte[]>> uncommitted) {
    models =
        new TopicTail<>(
            committed.get(),
            uncommitted.get(),
            Topics.ACTIVE_MODELS,
            ActiveModel.class,
            this::activate);
    outcomes =
        new TopicTail<>(
            committed.get(),
            uncommitted.get(),
            Topics.RETRAINING_OUTCOMES,
            RetrainingOutcome.class,
            outcome -> answered.add(outcome.getRequestId()));
  }

  private void activate(ActiveModel model) {
    active.merge(
        model.getModel(),
        model,
        (old, other) -> other.getGeneration() > old.getGeneration() ? other : old);
  }

  /** Reads both topics as far as they go now. */
  void catchUp() {
    models.catchUp();
    outcomes.catchUp();
  }

  /** The serving record with the highest generation. */
  Optional<ActiveModel> active(String model) {
    return Optional.ofNullable(active.get(model));
  }

  boolean answered(String requestId) {
    return answered.contains(requestId);
  }

  @Override
  public void close() {
    models.close();
    outcomes.close();
  }
}
