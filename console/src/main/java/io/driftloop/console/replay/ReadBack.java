package io.driftloop.console.replay;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.policy.Action;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/**
 * The client that reads: takes every record of the loop, keeps the books, and waits for what must
 * have happened before the replay goes on. Belongs to one thread.
 */
final class ReadBack implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(50);

  final ReplayLedger ledger;
  final RetrainingLog retrainings = new RetrainingLog();
  final ExpectedDecisions decisions;

  private final ModelHost host;
  private final TopicReader reader;
  private final ReplayData data;
  private final Narrator narrator;
  private final Duration patience;
  private final Runnable health;
  private final long[] predictedUntil;
  private final long[] labelledUntil;
  private final Set<Integer> newestAnswers = new HashSet<>();
  private String newestVersion = "";
  private long newestEventTime;
  private long lastRecordNanos = System.nanoTime();

  /**
   * Reads from where the topics end now.
   *
   * @param health throws where the loop's other parts no longer run
   */
  ReadBack(
      ModelHost host,
      String bootstrapServers,
      ReplayData data,
      RowIds ids,
      ReplaySettings settings,
      ReplayListener listener,
      Runnable health) {
    this.host = host;
    this.reader = new TopicReader(bootstrapServers, host.foreignTopics());
    this.data = data;
    this.ledger = new ReplayLedger(data, ids);
    this.decisions = new ExpectedDecisions(settings.window().toMillis());
    this.narrator = new Narrator(listener);
    this.patience = settings.patience();
    this.health = health;
    this.predictedUntil = never(reader.partitions(Topics.PREDICTIONS));
    this.labelledUntil = never(reader.partitions(Topics.LABELS));
  }

  private static long[] never(int partitions) {
    long[] times = new long[partitions];
    Arrays.fill(times, Long.MIN_VALUE);
    return times;
  }

  /** Takes what has come, without waiting. */
  void poll() {
    poll(Duration.ZERO);
  }

  private void poll(Duration wait) {
    if (reader.poll(wait, this::take) > 0) {
      lastRecordNanos = System.nanoTime();
    }
  }

  /** Takes what comes for some time. */
  void pollFor(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      poll(Duration.ofNanos(Math.max(0, Math.min(POLL.toNanos(), until - System.nanoTime()))));
    }
  }

  /**
   * Takes what comes until a condition holds.
   *
   * @throws ConsoleException where nothing at all has come for the replay's patience, or the loop
   *     no longer runs
   */
  void await(Supplier<String> what, BooleanSupplier condition) {
    if (!awaits(condition)) {
      throw new ConsoleException(
          "the loop made no progress for %d s; waited for %s"
              .formatted(patience.toSeconds(), what.get()));
    }
  }

  /** Takes what comes until a condition holds; false where nothing more comes. */
  boolean awaits(BooleanSupplier condition) {
    lastRecordNanos = System.nanoTime();
    poll();
    while (!condition.getAsBoolean()) {
      health.run();
      if (System.nanoTime() - lastRecordNanos > patience.toNanos()) {
        return false;
      }
      poll(POLL);
    }
    return true;
  }

  /** Whether every partition of predictions and labels has passed an event time. */
  boolean passed(long eventTime) {
    return Arrays.stream(predictedUntil).allMatch(time -> time >= eventTime)
        && Arrays.stream(labelledUntil).allMatch(time -> time >= eventTime);
  }

  private void take(String topic, int partition, SpecificRecord message) {
    switch (topic) {
      case Topics.INFERENCE_REQUESTS -> ledger.request(((InferenceRequest) message).getId());
      case Topics.PREDICTIONS -> prediction((Prediction) message, partition);
      case Topics.LABELS -> label((Label) message, partition);
      case Topics.TRAINING_EXAMPLES -> ledger.trainingExample(((TrainingExample) message).getId());
      case Topics.SIGNALS -> {
        ledger.signal((Signal) message);
        narrator.signal((Signal) message);
      }
      case Topics.RETRAINING_DECISIONS -> decision((RetrainingDecision) message);
      case Topics.RETRAINING_EVENTS -> event((RetrainingEvent) message);
      case Topics.RETRAINING_OUTCOMES -> outcome((RetrainingOutcome) message);
      case Topics.DEAD_LETTERS -> ledger.deadLetter((DeadLetter) message);
      default -> {
        // Who serves shows in the predictions, which is what counts.
      }
    }
  }

  private void prediction(Prediction prediction, int partition) {
    if (host.elsewhere()) {
      ledger.request(
          prediction.getId()); // Whoever answered was asked, in a place that we do not see.
    }
    OptionalInt row = ledger.prediction(prediction);
    predictedUntil[partition] = Math.max(predictedUntil[partition], prediction.getEventTime());
    if (row.isEmpty() || prediction.getVariant() == Variant.SHADOW) {
      return;
    }
    newestEventTime = Math.max(newestEventTime, prediction.getEventTime());
    String version = prediction.getModelVersion();
    ReplayRow asked = data.rows().get(row.getAsInt());
    decisions.expect(ExpectedDecisions.DATA, version, asked.eventTime());
    if (ledger.labelled(asked.index())) {
      decisions.expect(ExpectedDecisions.LABELS, version, asked.knownAt());
    }
    if (version.equals(newestVersion)) {
      newestAnswers.add(partition);
    }
    retrainings
        .answered(version, System.nanoTime())
        .ifPresent(
            seconds ->
                narrator.swapped(version, row.getAsInt(), seconds, prediction.getEventTime()));
  }

  private void label(Label label, int partition) {
    OptionalInt row = ledger.label(label.getId());
    if (row.isPresent() && ledger.championVersion(row.getAsInt()) != null) {
      decisions.expect(
          ExpectedDecisions.LABELS, ledger.championVersion(row.getAsInt()), label.getKnownAt());
    }
    labelledUntil[partition] = Math.max(labelledUntil[partition], label.getKnownAt());
  }

  private void decision(RetrainingDecision decision) {
    if (!decision.getModel().equals(data.model())) {
      return;
    }
    decisions.decided(decision.getSource(), decision.getModelVersion(), decision.getWindowEnd());
    if (decision.getOutcome() == DecisionOutcome.REQUEST) {
      retrainings.asked(decision.getRequestId(), System.nanoTime());
    }
  }

  private void event(RetrainingEvent event) {
    if (!event.getModel().equals(data.model())) {
      return;
    }
    boolean awaited = Action.answered(event.getAction());
    if (!awaited || retrainings.event(event, System.nanoTime())) {
      narrator.asked(event);
    }
  }

  private void outcome(RetrainingOutcome outcome) {
    if (outcome.getModel().equals(data.model())
        && retrainings.outcome(outcome, System.nanoTime())) {
      narrator.ended(outcome, newestEventTime);
      retrainings
          .newestVersion()
          .filter(version -> !version.equals(newestVersion))
          .ifPresent(
              version -> {
                newestVersion = version;
                newestAnswers.clear();
              });
    }
  }

  /** Requests for a retraining that the replay must wait for, as long as somebody answers them. */
  List<String> unfinishedRetrainings() {
    return host.elsewhere() ? retrainings.unexplained() : retrainings.inFlight();
  }

  /** Whether a published version has not answered everywhere yet. */
  boolean swapping() {
    return !newestVersion.isEmpty() && newestAnswers.size() < predictedUntil.length;
  }

  @Override
  public void close() {
    reader.close();
  }
}
