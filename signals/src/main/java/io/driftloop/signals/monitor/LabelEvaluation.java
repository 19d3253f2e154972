package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.MeanShift;
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
    new OutcomeEvaluation(settings, reference.profile().performance())
        .readings(block.performance(), scale, detector).stream()
            .map(reading -> exact(reading, levels, block))
            .forEach(readings::add);
    readings.addAll(ClassReadings.of(reference, block));
    CalibrationReadings.shift(settings, reference, block, levels.labels()).ifPresent(readings::add);
    readings.addAll(new SegmentReadings(settings, levels, reference, block).accuracies());
    readings.addAll(new DisagreementReadings(settings, levels, block).all());
    readings.addAll(new FairnessReadings(settings, fairness, levels).of(block.groups()));
    if (settings.measures(SignalKind.WORST_SLICE)) {
      new SliceReadings(settings, levels, reference, block).worst().ifPresent(readings::add);
    }
    return Grading.of(
        readings.stream().filter(reading -> settings.measures(reading.kind())).toList(),
        KnownRisk.nothing());
  }

  /** The log-loss by a test that holds for skewed losses, where the reference has their sizes. */
  private Reading exact(Reading reading, Levels levels, OutcomeProfile block) {
    return reference
        .heldBack()
        .filter(heldBack -> reading.kind() == SignalKind.LOG_LOSS)
        .filter(heldBack -> heldBack.losses().rows() > 0)
        .filter(heldBack -> block.losses().rows() == block.rows())
        .map(
            heldBack ->
                MeanShift.risen(
                    heldBack.losses().counts(),
                    block.losses().counts(),
                    levels.labels(),
                    settings.minimumSamples()))
        .map(score -> Readings.ofLoss(reading, score, settings.effects().logLoss()))
        .orElse(reading);
  }
}
