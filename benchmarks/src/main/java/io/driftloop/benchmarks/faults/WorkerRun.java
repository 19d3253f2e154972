package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.faults.FaultStack.Part;
import io.driftloop.config.Options;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.stack.FirstModel;
import io.driftloop.console.stack.TopicContent;
import io.driftloop.console.stack.TopicWriter;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A request for a retraining whose worker is killed, and another worker that answers it. */
final class WorkerRun {
  private static final String REQUEST = "request";
  private static final Map<String, String> FIRST = Map.of("train.max-epochs", "5");

  private final ReplayData data;
  private final Random random;

  WorkerRun(long seed) {
    data = FaultInput.of(FaultInput.WINDOW_ROWS, seed);
    random = new Random(seed);
  }

  /** Kills one worker, and lets the next one answer. */
  WorkerRow with(WorkerFault fault, Path directory) throws IOException {
    try (FaultStack stack = FaultStack.startBroker(directory)) {
      Path models = FaultRun.models(directory);
      FirstModel.publish(data, models, stack.bootstrapServers(), Options.of(FIRST));
      stack.startWorker(models, training(fault));
      request(stack);
      fault.strike(stack, this, random);
      stack.kill(Part.WORKER);
      long killed = System.nanoTime();
      fault.afterwards(stack);
      boolean before = outcomes(stack).isEmpty();
      int unverified = unverified(stack);
      stack.startWorker(models, training(WorkerFault.TRANSACTION));
      Waiting.until("an outcome", stack::alive, () -> !outcomes(stack).isEmpty());
      double seconds = (System.nanoTime() - killed) / 1e9;
      Waiting.until("that all is committed", stack::alive, () -> active(stack).size() > 1);
      return WorkerRow.of(
          fault, before, outcomes(stack), active(stack), unverified + unverified(stack), seconds);
    }
  }

  /** One that lasts where it is to be interrupted. */
  private static Map<String, String> training(WorkerFault fault) {
    String epochs =
        switch (fault) {
          case TRAINING -> "10000";
          case ARTEFACT -> "200";
          case TRANSACTION -> "5";
        };
    return Map.of("train.max-epochs", epochs, "train.patience", epochs, "gate.minimum-gain", "-1");
  }

  private void request(FaultStack stack) {
    long from = data.history().get(0).eventTime();
    long to = data.stream().get(0).eventTime();
    RetrainingEvent event =
        RetrainingEvent.newBuilder()
            .setRequestId(REQUEST)
            .setModel(FaultInput.MODEL)
            .setModelVersion("v1")
            .setAction("RETRAIN")
            .setRequestedAt(to)
            .setReasons(List.of())
            .setTrainFrom(from)
            .setTrainTo(to)
            .build();
    try (TopicWriter<RetrainingEvent> events =
        new TopicWriter<>(
            stack.bootstrapServers(), Topics.RETRAINING_EVENTS, RetrainingEvent.class)) {
      events.write(FaultInput.MODEL, to, event);
    }
  }

  void awaitStarted(FaultStack stack) {
    Waiting.until(
        "a training",
        stack::alive,
        () -> stack.process(Part.WORKER).log().contains("event=retraining-started"));
  }

  int versions(FaultStack stack) throws IOException {
    return store(stack).versions(FaultInput.MODEL).size();
  }

  private static LocalModelStore store(FaultStack stack) {
    return new LocalModelStore(FaultRun.models(stack.directory()));
  }

  private static List<RetrainingOutcome> outcomes(FaultStack stack) {
    return TopicContent.read(
        stack.bootstrapServers(), Topics.RETRAINING_OUTCOMES, RetrainingOutcome.class);
  }

  private static List<ActiveModel> active(FaultStack stack) {
    return TopicContent.read(stack.bootstrapServers(), Topics.ACTIVE_MODELS, ActiveModel.class);
  }

  /** Descriptors of packages that are not there, or are not what they say. */
  private static int unverified(FaultStack stack) throws IOException {
    int unverified = 0;
    for (ActiveModel active : active(stack)) {
      ModelRef champion = active.getChampion();
      try (InputStream in = store(stack).open(champion.getUri())) {
        ModelPackage.read(in, FaultInput.MODEL, champion);
      } catch (IOException | ModelRefusedException e) {
        unverified++;
      }
    }
    return unverified;
  }

  /** How many outcomes say that a version was published. */
  static int published(List<RetrainingOutcome> outcomes) {
    return (int)
        outcomes.stream()
            .filter(outcome -> outcome.getStatus() == OutcomeStatus.PUBLISHED)
            .filter(outcome -> outcome.getRequestId().equals(REQUEST))
            .count();
  }
}
