package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.FourierReference;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.severity.RiskChange;
import java.util.ArrayList;
import java.util.List;

/** What a block of windows says against its reference: every reading that needs no label. */
public final class PredictionEvaluation {
  private final MonitorSettings settings;
  private final PredictionReference reference;

  public PredictionEvaluation(MonitorSettings settings, PredictionReference reference) {
    this.settings = settings;
    this.reference = reference;
  }

  /**
   * All readings of a block, feature by feature, then those of all features together, of the
   * scores, and of what they foretell; each with its severity.
   *
   * @param scale of a block of {@code 2^scale} windows
   */
  public List<Reading> evaluate(PredictionProfile block, int scale) {
    ReferenceProfile profile = reference.profile();
    DataProfile expected = profile.expected(block.data());
    Levels levels = Levels.of(settings, profile.names().size(), scale);
    List<Reading> readings =
        new ArrayList<>(new FeatureReadings(settings, levels, expected, block.data()).of(profile));
    TogetherReadings together = new TogetherReadings(settings, levels);
    together
        .correlation(expected, block.data(), profile.pairs(), profile.names())
        .ifPresent(readings::add);
    together
        .discrepancy(profile.fourier().map(FourierReference::profile), block.fourier())
        .ifPresent(readings::add);
    readings.addAll(
        new ScoreReadings(settings, levels, expected.scores(), block.data().scores()).all());
    new LatencyReadings(settings, scale).of(block.latency()).ifPresent(readings::add);
    RiskChange risk = RiskChange.unknown();
    if (reference.heldBack().isPresent() && block.expected().isPresent()) {
      EstimateReadings estimates =
          new EstimateReadings(
              settings, levels, reference.heldBack().get(), block.expected().get());
      readings.addAll(estimates.all(block.data().classCounts()));
      risk = estimates.risk();
    }
    return Grading.of(readings, new KnownRisk(RiskChange.unknown(), risk, false));
  }
}
