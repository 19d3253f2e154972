package io.driftloop.signals.monitor;

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
      readings.add(confidence());
      readings.add(mean(SignalKind.MARGIN, reference.margin(), window.margin(), marginHistogram()));
      readings.add(mean(SignalKind.ENTROPY, reference.entropy(), window.entropy(), topHistogram()));
      readings.add(classEntropy());
      readings.add(outOfDistribution());
    }
    return readings.stream().filter(reading -> settings.measures(reading.kind())).toList();
  }

  /** Those of a segment, in a fixed order; none where its reference has no scores. */
  List<Reading> ofSegment() {
    return reference.rows() == 0
        ? List.of()
        : List.of(predictionDrift(), confidence()).stream()
            .filter(reading -> settings.measures(reading.kind()))
            .toList();
  }

  private Reading confidence() {
    return mean(SignalKind.CONFIDENCE, reference.top(), window.top(), topHistogram());
  }

  private double topHistogram() {
    return HistogramDrift.orderedPValue(
        reference.topBins(), window.topBins(), settings.minimumSamples(), level);
  }

  private double marginHistogram() {
    return HistogramDrift.orderedPValue(
        reference.marginBins(), window.marginBins(), settings.minimumSamples(), level);
  }

  /**
   * A mean beyond Welch's threshold counts where the histogram shows a change, too. The law of a
   * mean needs more rows at small levels: scores of a sure model are skewed, and of 102 healthy
   * runs with segments it alone alarmed in 5 where less than one in 500 was allowed.
   *
   * @param histogram p-value of the change of the histogram
   */
  private Reading mean(SignalKind kind, Moments before, Moments now, double histogram) {
    Comparison found = Confidence.meanChange(before, now, level);
    Reading reading =
        enough(Readings.of(kind, "welch", found, level, settings.effects().confidence()))
            .with("pHistogram", histogram);
    return histogram <= level ? reading : Readings.unbreached(reading);
  }

  /** The distance is reported, the G test of the same histogram decides. */
  private Reading predictionDrift() {
    long[] before = reference.classes();
    long[] now = window.classes();
    double pValue = HistogramDrift.pValue(before, now, settings.minimumSamples(), level);
    DriftMethod method = DriftMethod.JENSEN_SHANNON;
    DriftScore distance =
        pValue <= level
            ? HistogramDrift.score(method, before, now, level, settings.minimumSamples())
            : HistogramDrift.measured(method, before, now, pValue);
    return Readings.of(
        SignalKind.PREDICTION_DRIFT, "", distance, settings.effects().predictionDrift());
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
