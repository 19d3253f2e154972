package io.driftloop.retrain;

import io.driftloop.retrain.ModelFactory.Candidate;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DatasetRef;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.serving.Lineage;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What comes of a request.
 *
 * @param outcome its end, without wall-clock times, which {@link #took} adds
 * @param active what serves from now on; empty where nothing changes
 */
public record Answer(RetrainingOutcome outcome, Optional<ActiveModel> active) {

  static Answer failed(RetrainingEvent event, String why) {
    return new Answer(
        outcome(event, OutcomeStatus.FAILED, null, null, Map.of(), why), Optional.empty());
  }

  /** The champion stays. */
  static Answer rejected(RetrainingEvent event, String version, String why) {
    return new Answer(
        outcome(event, OutcomeStatus.REJECTED, version, null, Map.of(), why), Optional.empty());
  }

  /** An older version serves again. */
  static Answer rolledBack(RetrainingEvent event, ActiveModel active, ModelRef version) {
    String why =
        "%s serves again in place of %s: %s"
            .formatted(version.getVersion(), active.getChampion().getVersion(), event.getWhy());
    return new Answer(
        outcome(event, OutcomeStatus.ROLLED_BACK, version.getVersion(), null, Map.of(), why),
        Optional.of(next(event, active, version, why)));
  }

  static Answer judged(
      RetrainingEvent event,
      ActiveModel active,
      ModelRef challenger,
      Candidate candidate,
      PerformanceProfile champion,
      long leftOut,
      Gate.Judgement judgement) {
    Lineage lineage = candidate.content().card().lineage();
    RetrainingOutcome outcome =
        outcome(
            event,
            judgement.publish() ? OutcomeStatus.PUBLISHED : OutcomeStatus.REJECTED,
            challenger.getVersion(),
            new DatasetRef(
                lineage.trainFrom(), lineage.trainTo(), lineage.rows(), lineage.fingerprint()),
            metrics(candidate, champion, leftOut),
            judgement.why());
    return new Answer(
        outcome,
        judgement.publish()
            ? Optional.of(next(event, active, challenger, judgement.why()))
            : Optional.empty());
  }

  private static ActiveModel next(
      RetrainingEvent event, ActiveModel active, ModelRef champion, String why) {
    return new ActiveModel(
        active.getModel(),
        active.getGeneration() + 1,
        champion,
        null,
        active.getShadow(),
        event.getRequestedAt(),
        why);
  }

  private static Map<String, Double> metrics(
      Candidate candidate, PerformanceProfile champion, long leftOut) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("challenger.accuracy", candidate.performance().correct().mean());
    metrics.put("challenger.logLoss", candidate.performance().logLoss().mean());
    metrics.put("champion.accuracy", champion.correct().mean());
    metrics.put("champion.logLoss", champion.logLoss().mean());
    metrics.put("heldBack.rows", (double) champion.rows());
    Double epochs = candidate.content().card().metrics().get("epochs");
    if (epochs != null) {
      metrics.put("training.epochs", epochs);
    }
    metrics.put("dataset.leftOut", (double) leftOut);
    return metrics;
  }

  private static RetrainingOutcome outcome(
      RetrainingEvent event,
      OutcomeStatus status,
      String version,
      DatasetRef dataset,
      Map<String, Double> metrics,
      String why) {
    return new RetrainingOutcome(
        event.getRequestId(), event.getModel(), status, version, dataset, metrics, why, 0L, 0.0);
  }

  /** Notes when it ended and how long it took, in epoch milliseconds. */
  Answer took(long startedAt, long finishedAt) {
    outcome.setFinishedAt(finishedAt);
    outcome.setSeconds((finishedAt - startedAt) / 1000.0);
    return this;
  }
}
