package io.driftloop.signals.drift;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.stats.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a window's features and scores say against the reference: every reading that needs no label.
 */
public final class DriftEvaluation {
  private DriftEvaluation() {}

  /**
   * All readings of a window, feature by feature, then those of the scores, in a fixed order.
   *
   * @param reference the version's reference
   * @param window the window's rows, over the reference's bins
   */
  public static List<Reading> evaluate(
      ReferenceProfile reference, DataProfile window, DriftThresholds thresholds) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < reference.names().size(); i++) {
      readings.addAll(feature(reference, window, i, thresholds));
    }
    if (reference.data().topScore().count() > 0) {
      readings.add(predictionDrift(reference, window, thresholds));
      readings.add(
          confidence(
              SignalKind.CONFIDENCE, reference.data().topScore(), window.topScore(), thresholds));
      readings.add(
          confidence(SignalKind.ENTROPY, reference.data().entropy(), window.entropy(), thresholds));
    }
    return readings;
  }

  private static List<Reading> feature(
      ReferenceProfile reference, DataProfile window, int feature, DriftThresholds thresholds) {
    String name = reference.names().get(feature);
    Bins bins = reference.bins().get(feature);
    long[] expected = reference.data().featureCounts(feature);
    long[] counts = window.featureCounts(feature);
    List<Reading> readings = new ArrayList<>();
    readings.add(
        distance(
            SignalKind.PSI,
            name,
            Divergence.psi(expected, counts),
            thresholds.psi(),
            Divergence.psiNullThreshold(expected, counts, thresholds.alpha()),
            expected,
            counts,
            thresholds));
    readings.add(
        distance(
            SignalKind.JENSEN_SHANNON,
            name,
            Divergence.jensenShannon(expected, counts),
            thresholds.jensenShannon(),
            Divergence.jensenShannonNullThreshold(expected, counts, thresholds.alpha()),
            expected,
            counts,
            thresholds));
    readings.add(rate(SignalKind.MISSING_RATE, name, bins.missing(), expected, counts, thresholds));
    if (bins.categorical()) {
      readings.add(rate(SignalKind.UNSEEN_RATE, name, bins.unseen(), expected, counts, thresholds));
    }
    return readings;
  }

  private static Reading predictionDrift(
      ReferenceProfile reference, DataProfile window, DriftThresholds thresholds) {
    long[] expected = reference.data().classCounts();
    long[] counts = window.classCounts();
    return distance(
        SignalKind.PREDICTION_DRIFT,
        "",
        Divergence.jensenShannon(expected, counts),
        thresholds.predictionDrift(),
        Divergence.jensenShannonNullThreshold(expected, counts, thresholds.alpha()),
        expected,
        counts,
        thresholds);
  }

  private static Reading distance(
      SignalKind kind,
      String subject,
      double value,
      double minimumEffect,
      double nullThreshold,
      long[] expected,
      long[] counts,
      DriftThresholds thresholds) {
    double threshold = Math.max(minimumEffect, nullThreshold);
    long samples = LongStream.of(counts).sum();
    Judgement judgement =
        new Judgement(
            "null-threshold",
            Double.NaN,
            LongStream.of(expected).sum(),
            threshold,
            Double.NaN,
            thresholds.enough(samples) && value > threshold);
    return Reading.of(kind, subject, value, samples)
        .judged(judgement)
        .with("minimumEffect", minimumEffect)
        .with("nullThreshold", nullThreshold);
  }

  private static Reading rate(
      SignalKind kind,
      String subject,
      int bin,
      long[] expected,
      long[] counts,
      DriftThresholds thresholds) {
    double n = Math.max(1, LongStream.of(expected).sum());
    long samples = LongStream.of(counts).sum();
    double m = Math.max(1, samples);
    double before = expected[bin] / n;
    double now = counts[bin] / m;
    double pooled = (expected[bin] + counts[bin]) / (n + m);
    double error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
    double margin =
        Math.max(thresholds.rate(), Verdicts.normalQuantile(thresholds.alpha()) * error);
    Judgement judgement =
        new Judgement(
            "two-proportion",
            before,
            LongStream.of(expected).sum(),
            before + margin,
            Double.NaN,
            thresholds.enough(samples) && now > before + margin);
    return Reading.of(kind, subject, now, samples).judged(judgement).with("standardError", error);
  }

  private static Reading confidence(
      SignalKind kind, Moments expected, Moments window, DriftThresholds thresholds) {
    return Verdicts.meanChanged(
        kind,
        expected,
        window,
        thresholds.enough(window.count()),
        thresholds.confidence(),
        thresholds.alpha() / 2);
  }
}
