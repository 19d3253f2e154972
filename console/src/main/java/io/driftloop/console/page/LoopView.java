package io.driftloop.console.page;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.policy.Action;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The loop as a person sees it, built from its records as they come. In memory and bounded: it
 * keeps the newest of everything, so that a page may stay open for months. Takes records in any
 * order and more than once, from any thread.
 */
public final class LoopView {
  private static final int MODELS = 50;
  private static final int ERROR_CODES = 50;

  private final Bounded<String, ModelView> models = new Bounded<>(MODELS);
  private final TreeMap<String, Long> deadLettersByCode = new TreeMap<>();
  private long deadLetters;
  private String lastDeadLetter = "";
  private long predictions;
  private long rows;
  private long total;
  private Long eventTime;
  private String trouble = "";
  private long revision;

  /** Counts a prediction, where nobody tells the progress. */
  public synchronized void onPrediction(PredictionRow prediction) {
    predictions++;
    passed(prediction.eventTime);
  }

  public synchronized void onSignal(Signal signal) {
    model(signal.getModel()).put(signal);
    passed(signal.getWindowEnd());
  }

  public synchronized void onDecision(RetrainingDecision decision) {
    ModelView model = model(decision.getModel());
    model.decisions.put(decision);
    model.findings.put(decision);
    passed(decision.getWindowEnd());
  }

  public synchronized void onAlert(Alert alert) {
    model(alert.getData().getModel()).findings.put(alert);
    passed(Instant.parse(alert.getTime()).toEpochMilli());
  }

  /** What nobody answers is shown as a proposal, of the decision that comes with it. */
  public synchronized void onRetrainingEvent(RetrainingEvent event) {
    if (Action.answered(event.getAction())) {
      model(event.getModel()).retrainings.put(event);
    }
    passed(event.getRequestedAt());
  }

  public synchronized void onOutcome(RetrainingOutcome outcome) {
    model(outcome.getModel()).retrainings.put(outcome);
    revision++;
  }

  public synchronized void onActiveModel(ActiveModel active) {
    model(active.getModel()).put(active);
    passed(active.getChangedAt());
  }

  public synchronized void onDeadLetter(DeadLetter letter) {
    deadLetters++;
    String code = letter.getErrorCode();
    boolean known = deadLettersByCode.containsKey(code) || deadLettersByCode.size() < ERROR_CODES;
    deadLettersByCode.merge(known ? code : "OTHER", 1L, Long::sum);
    lastDeadLetter = letter.getTopic() + ": " + letter.getMessage();
    revision++;
  }

  /**
   * Tells how far the input has come.
   *
   * @param rows rows sent so far
   * @param total rows in all; 0 where unknown
   * @param eventTime the newest row's event time, in milliseconds
   */
  public synchronized void onProgress(long rows, long total, long eventTime) {
    this.rows = rows;
    this.total = total;
    passed(eventTime);
  }

  /** Tells why the view may be out of date; an empty sentence says that all is well again. */
  public synchronized void onTrouble(String sentence) {
    trouble = sentence;
    revision++;
  }

  /** Grows with every change. */
  public synchronized long revision() {
    return revision;
  }

  /** Everything the page shows, at this moment. */
  public PageState snapshot() {
    return snapshot(null);
  }

  /** The same, with the address of the Flink web UI. */
  synchronized PageState snapshot(String flink) {
    PageState.Progress progress =
        new PageState.Progress(rows > 0 ? rows : predictions, total, eventTime);
    Collection<ModelView> shown = models.isEmpty() ? List.of(new ModelView("")) : models.values();
    List<PageState.Model> snapshots =
        shown.stream().map(model -> model.snapshot(progress)).toList();
    return new PageState(
        revision,
        trouble,
        flink,
        progress,
        new PageState.DeadLetters(deadLetters, Map.copyOf(deadLettersByCode), lastDeadLetter),
        snapshots);
  }

  private ModelView model(String name) {
    return models.computeIfAbsent(name, ModelView::new);
  }

  private void passed(long time) {
    eventTime = eventTime == null ? time : Math.max(eventTime, time);
    revision++;
  }
}
