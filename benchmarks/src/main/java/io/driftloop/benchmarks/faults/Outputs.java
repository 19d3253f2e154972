package io.driftloop.benchmarks.faults;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.signals.SignalKind;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What came out of a run, by the ids that are to be there once. */
final class Outputs {
  private static final double TOLERANCE = 1e-6;
  private static final Set<String> BY_THE_CLOCK =
      Set.of(SignalKind.LATENCY.wireName(), SignalKind.LAG.wireName());
  private static final List<String> SOURCES = List.of("data", "labels");

  private final Map<String, Integer> predictions = new HashMap<>();
  private final Map<String, Integer> examples = new HashMap<>();
  private final Map<String, Integer> events = new HashMap<>();
  private final Map<String, Signal> signals = new HashMap<>();
  private final Set<String> decided = new HashSet<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> deadLetters = new HashSet<>();

  void prediction(Prediction prediction) {
    predictions.merge(prediction.getId(), 1, Integer::sum);
  }

  /** Those of the first model's history were there before. */
  void example(TrainingExample example) {
    if (!example.getModelVersion().isEmpty()) {
      examples.merge(example.getId() + "/" + example.getRevision(), 1, Integer::sum);
    }
  }

  void event(RetrainingEvent event) {
    events.merge(event.getRequestId(), 1, Integer::sum);
  }

  /** What the clock says is of the run, and not of what it was given. */
  void signal(Signal signal) {
    if (!BY_THE_CLOCK.contains(signal.getKind())) {
      signals.put(signal.getId(), signal);
    }
  }

  void decision(RetrainingDecision decision) {
    decided.add(decision.getSource() + decision.getWindowEnd());
    if (decision.getRequestId() != null) {
      asked.add(decision.getRequestId());
    }
  }

  void deadLetter(DeadLetter letter) {
    String payload = StandardCharsets.ISO_8859_1.decode(letter.getPayload().duplicate()).toString();
    deadLetters.add(String.join("/", letter.getTopic(), letter.getErrorCode(), payload));
  }

  /** Whether so many rows have all their results, and the windows up to an end are decided on. */
  boolean complete(int rows, long end) {
    return predictions.size() >= rows
        && examples.size() >= rows
        && SOURCES.stream().allMatch(source -> decided.contains(source + end))
        && events.keySet().containsAll(asked);
  }

  /** What {@link #complete} asks for, in words. */
  String soFar(long end) {
    return "; there are %d predictions, %d training examples, decisions on the last windows of %s, and %d of %d events asked for"
        .formatted(
            predictions.size(),
            examples.size(),
            SOURCES.stream().filter(source -> decided.contains(source + end)).toList(),
            asked.stream().filter(events::containsKey).count(),
            asked.size());
  }

  int predictions() {
    return predictions.values().stream().mapToInt(Integer::intValue).sum();
  }

  int distinctPredictions() {
    return predictions.size();
  }

  int duplicates() {
    return twice(predictions) + twice(examples) + twice(events);
  }

  private static int twice(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(count -> count - 1).sum();
  }

  int deadLetters() {
    return deadLetters.size();
  }

  int events() {
    return events.size();
  }

  /** Ids of training examples and retraining events that one of two runs has and the other not. */
  int missingOrMore(Outputs other) {
    return differences(examples.keySet(), other.examples.keySet())
        + differences(events.keySet(), other.events.keySet());
  }

  private static int differences(Set<String> one, Set<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    all.removeIf(id -> one.contains(id) && other.contains(id));
    return all.size();
  }

  /** Signals of windows up to an end that are not the same in two runs. */
  int differentSignals(Outputs other, long end) {
    Set<String> ids = new HashSet<>(signals.keySet());
    ids.addAll(other.signals.keySet());
    return (int)
        ids.stream().filter(id -> !same(signals.get(id), other.signals.get(id), end)).count();
  }

  private static boolean same(Signal one, Signal other, long end) {
    Signal either = one == null ? other : one;
    if (either.getWindowEnd() > end) {
      return true;
    }
    return one != null
        && other != null
        && one.getSampleCount() == other.getSampleCount()
        && one.getBreached() == other.getBreached()
        && Math.abs(one.getValue() - other.getValue())
            <= TOLERANCE * Math.max(1, Math.abs(one.getValue()));
  }

  int signals() {
    return signals.size();
  }
}
