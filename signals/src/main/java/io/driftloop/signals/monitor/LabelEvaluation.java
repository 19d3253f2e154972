package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.KnownRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that a block's labels say: of the model, of its classes, and of segments and slices. */
public final class LabelEvaluation {
  private final MonitorSettings settings;
  private final FairnessSettings fairness;
  private final OutcomeReference reference;

  public LabelEvaluation(
      MonitorSettings settings, FairnessSettings fairness, OutcomeReference reference) {
    this.settings = settings;
    this.fairness = fairness;
    this.reference = reference;
  }

  /**
   * The readings of {@link OutcomeEvaluation}, then those by class, by segment, of fairness and of
   * the worst slice; each with its severity.
   *
   * @param scale of a block of {@code 2^scale} windows
   * @param detector told of a single window; empty where the reference has no rows
   */
  public List<Reading> evaluate(OutcomeProfile block, int scale, Optional<RiskDetector> detector) {
    Levels levels = Levels.of(settings, 1, scale);
    List<Reading> readings = new ArrayList<>();
    readings.addAll(
        new OutcomeEvaluation(settings, reference.profile().performance())
            .readings(block.performance(), scale, detector));
    readings.addAll(ClassReadings.of(reference, block));
    SegmentReadings segments = new SegmentReadings(settings, levels, reference, block);
    readings.addAll(segments.accuracies());
    readings.addAll(new FairnessReadings(settings, fairness, levels).of(block.groups()));
    if (settings.measures(SignalKind.WORST_SLICE)) {
      segments.worstSlice().ifPresent(readings::add);
    }
    return Grading.of(
        readings.stream().filter(reading -> settings.measures(reading.kind())).toList(),
        KnownRisk.nothing());
  }
}
