package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.severity.RiskChange;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.util.ArrayList;
import java.util.List;

/**
 * What a block of windows says against its reference: every reading that needs no label. Sketches
 * and embeddings know no season: where the reference has one, they are measured and not judged.
 */
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
    List<Reading> readings = new ArrayList<>(features(levels, expected, block.data()));
    readings.addAll(sketches(levels, block));
    TogetherReadings together = new TogetherReadings(settings, levels);
    together
        .correlation(expected, block.data(), profile.pairs(), profile.names())
        .ifPresent(readings::add);
    together
        .discrepancy(profile.expectedTogether(block.data()), block.fourier())
        .ifPresent(readings::add);
    readings.addAll(scores(levels, expected, block));
    new LatencyReadings(settings, scale).of(block.latency()).ifPresent(readings::add);
    RiskChange risk = RiskChange.unknown();
    if (reference.heldBack().isPresent() && block.expected().isPresent()) {
      EstimateReadings estimates =
          new EstimateReadings(
              settings, levels, reference.heldBack().get(), block.expected().get());
      readings.addAll(
          estimates.all(
              profile.seasons().map(season -> expected.classCounts()), block.data().classCounts()));
      risk = estimates.risk();
    }
    return Grading.of(readings, new KnownRisk(RiskChange.unknown(), risk, false));
  }

  private List<Reading> scores(Levels levels, DataProfile expected, PredictionProfile block) {
    int methods = reference.embedding().map(known -> known.methods().size()).orElse(0);
    int further = judgesAll() ? methods : 0;
    List<Reading> readings =
        new ArrayList<>(
            new ScoreReadings(settings, levels, further, expected.scores(), block.data().scores())
                .all());
    if (reference.embedding().isPresent() && block.outliers().isPresent()) {
      EmbeddingReference known = reference.embedding().get();
      List<Reading> rates =
          new OutlierReadings(settings, levels, known).all(known, block.outliers().get());
      readings.addAll(judgesAll() ? rates : rates.stream().map(Readings::unbreached).toList());
    }
    return readings;
  }

  private boolean judgesAll() {
    return reference.profile().seasons().isEmpty();
  }

  private List<Reading> sketches(Levels levels, PredictionProfile block) {
    if (reference.sketches().isEmpty() || block.sketches().isEmpty()) {
      return List.of();
    }
    SketchReadings feature = new SketchReadings(settings, levels, judgesAll());
    List<String> names = reference.profile().names();
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      readings.addAll(
          feature.of(
              names.get(i),
              reference.sketches().get().features().get(i),
              block.sketches().get().features().get(i)));
    }
    return readings;
  }

  private List<Reading> features(Levels levels, DataProfile expected, DataProfile window) {
    ReferenceProfile profile = reference.profile();
    boolean quantiles =
        reference.sketches().isPresent() && judgesAll() && settings.measures(SignalKind.QUANTILES);
    FeatureReadings category = new FeatureReadings(settings, levels, expected, window);
    FeatureReadings number =
        quantiles ? new FeatureReadings(settings, levels.sketched(), expected, window) : category;
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < profile.names().size(); i++) {
      Bins bins = profile.bins().get(i);
      FeatureReadings feature = bins.categorical() ? category : number;
      readings.addAll(feature.of(i, profile.names().get(i), bins));
    }
    return Shares.rank(readings);
  }
}
