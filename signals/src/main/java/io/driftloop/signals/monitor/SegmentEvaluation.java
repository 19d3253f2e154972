package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.severity.RiskChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a block of one segment's windows says against the segment's own reference: less than is
 * asked of the whole, because each test takes its part of what all segments share.
 */
public final class SegmentEvaluation {
  /** What only the whole's features are tested for. */
  private static final Set<SignalKind> OF_WHOLE =
      Set.of(SignalKind.UNSEEN_RATE, SignalKind.RANGE_RATE, SignalKind.OUTLIER_RATE);

  private final MonitorSettings settings;
  private final PredictionReference reference;
  private final int segments;

  /**
   * @param reference of the segment
   * @param segments of the version that are measured, this one among them
   */
  public SegmentEvaluation(MonitorSettings settings, PredictionReference reference, int segments) {
    this.settings = settings.without(OF_WHOLE);
    this.reference = reference;
    this.segments = segments;
  }

  /**
   * The drift of each feature with its distances, its missing values, the predicted classes and the
   * confidence; each with its severity.
   *
   * @param segment as name=value
   * @param scale of a block of {@code 2^scale} windows
   */
  public List<Reading> evaluate(String segment, PredictionProfile block, int scale) {
    ReferenceProfile profile = reference.profile();
    DataProfile expected = profile.expected(block.data());
    Levels levels = Levels.ofSegment(settings, profile.names().size(), segments, scale);
    List<Reading> readings =
        new ArrayList<>(new FeatureReadings(settings, levels, expected, block.data()).of(profile));
    readings.addAll(
        new ScoreReadings(settings, levels, 0, expected.scores(), block.data().scores())
            .ofSegment());
    RiskChange risk = RiskChange.unknown();
    if (reference.heldBack().isPresent() && block.expected().isPresent()) {
      risk =
          new EstimateReadings(settings, levels, reference.heldBack().get(), block.expected().get())
              .risk();
    }
    return Grading.of(readings, new KnownRisk(RiskChange.unknown(), risk, false)).stream()
        .map(reading -> reading.in(segment))
        .toList();
  }
}
