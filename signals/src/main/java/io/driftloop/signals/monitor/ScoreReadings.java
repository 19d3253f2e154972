package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftMethod;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.HistogramDrift;
import io.driftloop.signals.drift.RateShift;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.ScoreProfile;
import io.driftloop.signals.unlabelled.ClassEntropy;
import io.driftloop.signals.unlabelled.Comparison;
import io.driftloop.signals.unlabelled.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What the scores of a window say: predicted classes, confidence, and rows unlike any other. */
final class ScoreReadings {
  /** Rows of the reference that are as unsure as an out-of-distribution row is, at most. */
  private static final double UNSURE = 0.05;

  private final MonitorSettings settings;
  private final double level;
  private final double outlierLevel;
  private final ScoreProfile reference;
  private final ScoreProfile window;

  /**
   * @param furtherOutliers methods, beside the top score, that share the level of {@code ood-rate}
   */
  ScoreReadings(
      MonitorSettings settings,
      Levels levels,
      int furtherOutliers,
      ScoreProfile reference,
      ScoreProfile window) {
    this.settings = settings;
    this.level = levels.scores();
    this.outlierLevel = levels.outliers(furtherOutliers);
    this.reference = reference;
    this.window = window;
  }

  /** All readings, in a fixed order; none where the reference has no scores. */
  List<Reading> all() {
    List<Reading> readings = new ArrayList<>();
    if (reference.rows() > 0) {
      readings.add(predictionDrift());
      readings.add(mean(SignalKind.CONFIDENCE, reference.top(), window.top()));
      readings.add(mean(SignalKind.MARGIN, reference.margin(), window.margin()));
      readings.add(mean(SignalKind.ENTROPY, reference.entropy(), window.entropy()));
      readings.add(classEntropy());
      readings.add(outOfDistribution());
    }
    return readings.stream().filter(reading -> settings.measures(reading.kind())).toList();
  }

  /** Those of a segment, in a fixed order; none where its reference has no scores. */
  List<Reading> ofSegment() {
    return reference.rows() == 0
        ? List.of()
        : List.of(predictionDrift(), confidenceByHistogram()).stream()
            .filter(reading -> settings.measures(reading.kind()))
            .toList();
  }

  /**
   * The mean top score is reported, the histogram of top scores decides. The law of the mean needs
   * more rows than a segment has, at the small level that it is left with: of 102 healthy runs it
   * alarmed in 5 where less than one in 500 was allowed.
   */
  private Reading confidenceByHistogram() {
    double pValue =
        HistogramDrift.orderedPValue(
            reference.topBins(), window.topBins(), settings.minimumSamples());
    double before = reference.top().mean();
    double change = window.top().mean() - before;
    double effect = settings.effects().confidence();
    Judgement judgement =
        new Judgement(
            "g-and-kolmogorov-smirnov",
            before,
            reference.rows(),
            before + (change < 0 ? -effect : effect),
            pValue,
            pValue <= level && Math.abs(change) > effect);
    return Reading.of(SignalKind.CONFIDENCE, "", window.top().mean(), window.rows())
        .judged(judgement);
  }

  /** The distance is reported, the G test of the same histogram decides. */
  private Reading predictionDrift() {
    long[] before = reference.classes();
    long[] now = window.classes();
    double pValue = HistogramDrift.pValue(before, now, settings.minimumSamples());
    DriftMethod method = DriftMethod.JENSEN_SHANNON;
    DriftScore distance =
        pValue <= level
            ? HistogramDrift.score(method, before, now, level, settings.minimumSamples())
            : HistogramDrift.measured(method, before, now, pValue);
    return Readings.of(
        SignalKind.PREDICTION_DRIFT, "", distance, settings.effects().predictionDrift());
  }

  private Reading mean(SignalKind kind, Moments before, Moments now) {
    Comparison found = Confidence.meanChange(before, now, level);
    return enough(Readings.of(kind, "welch", found, level, settings.effects().confidence()));
  }

  private Reading classEntropy() {
    Comparison found = ClassEntropy.compare(reference.classes(), window.classes(), level);
    double effect = settings.effects().confidence();
    return enough(Readings.of(SignalKind.CLASS_ENTROPY, "entropy-expansion", found, level, effect));
  }

  /** Rows whose top score lies in the lowest bins, which hold few rows of the reference. */
  private Reading outOfDistribution() {
    long[] before = reference.topBins();
    long[] now = window.topBins();
    int bins = lowBins(before);
    DriftScore score =
        RateShift.risen(
            first(before, bins),
            LongStream.of(before).sum(),
            first(now, bins),
            LongStream.of(now).sum(),
            outlierLevel,
            Math.max(1, settings.minimumSamples()));
    return Readings.ofRise(
            SignalKind.OOD_RATE,
            "",
            score,
            first(before, bins),
            first(now, bins),
            settings.effects().rate())
        .with("topScoreBelow", (double) bins / ScoreProfile.BINS);
  }

  private static int lowBins(long[] reference) {
    double most = UNSURE * LongStream.of(reference).sum();
    int bins = 1;
    while (bins < reference.length && first(reference, bins + 1) <= most) {
      bins++;
    }
    return bins;
  }

  private static long first(long[] counts, int bins) {
    return LongStream.of(counts).limit(bins).sum();
  }

  private Reading enough(Reading reading) {
    return Readings.ofEnough(reading, settings.minimumSamples());
  }
}
