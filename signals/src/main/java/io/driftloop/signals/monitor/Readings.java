package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.performance.LossHistogram;
import io.driftloop.signals.unlabelled.Comparison;

/** Makes readings of what tests found: beyond chance, and beyond what matters. */
final class Readings {
  private Readings() {}

  /**
   * Of a statistic that is large where there is drift.
   *
   * @param effect the smallest value that matters
   */
  static Reading of(SignalKind kind, String subject, DriftScore score, double effect) {
    boolean chanceKnown = Double.isFinite(score.threshold());
    double smallest = effect > 0 ? effect : Double.NaN;
    double threshold = chanceKnown ? Math.max(effect, score.threshold()) : smallest;
    Judgement judgement =
        new Judgement(
            score.method().wireName(),
            Double.NaN,
            score.referenceCount(),
            threshold,
            score.pValue(),
            score.exceeded() && score.value() > threshold);
    Reading reading =
        Reading.of(kind, subject, score.value(), score.windowCount()).judged(judgement);
    return chanceKnown ? reading.with("nullThreshold", score.threshold()) : reading;
  }

  /** The same value and threshold, found not to count. */
  static Reading unbreached(Reading reading) {
    Judgement was = reading.judgement();
    return reading.judged(
        new Judgement(
            was.method(),
            was.reference(),
            was.referenceCount(),
            was.threshold(),
            was.pValue(),
            false));
  }

  /** The same, found not to count where either side has fewer rows than this. */
  static Reading ofEnough(Reading reading, long minimumSamples) {
    long rows = Math.min(reading.sampleCount(), reading.judgement().referenceCount());
    return rows >= minimumSamples ? reading : unbreached(reading);
  }

  /**
   * Of a rate that should not rise.
   *
   * @param score of the rise
   * @param before marked rows of the reference
   * @param now marked rows of the window
   * @param effect the smallest rise that matters
   */
  static Reading ofRise(
      SignalKind kind, String subject, DriftScore score, long before, long now, double effect) {
    double reference = before / Math.max(1.0, score.referenceCount());
    double threshold = reference + Math.max(effect, score.threshold());
    double value = now / Math.max(1.0, score.windowCount());
    Judgement judgement =
        new Judgement(
            "fisher-exact",
            reference,
            score.referenceCount(),
            threshold,
            score.pValue(),
            score.exceeded() && value > threshold);
    return Reading.of(kind, subject, value, score.windowCount()).judged(judgement);
  }

  /**
   * Of a share that should not fall.
   *
   * @param score of the rise of its complement
   * @param before the share of the reference
   * @param now the share of the window
   * @param effect the smallest fall that matters
   */
  static Reading ofFall(
      SignalKind kind, DriftScore score, double before, double now, double effect) {
    double reference = score.referenceCount() > 0 ? before : Double.NaN;
    double chance = Double.isFinite(score.threshold()) ? score.threshold() : 0;
    double threshold = reference - Math.max(effect, chance);
    Judgement judgement =
        new Judgement(
            "fisher-exact",
            reference,
            score.referenceCount(),
            threshold,
            score.pValue(),
            score.exceeded() && now < threshold);
    return Reading.of(kind, "", now, score.windowCount()).judged(judgement);
  }

  /**
   * Of a mean log-loss that should not rise.
   *
   * @param reading with the means of window and reference
   * @param score of the rise, in bins of {@link LossHistogram}
   * @param effect the smallest rise that matters, in nats
   */
  static Reading ofLoss(Reading reading, DriftScore score, double effect) {
    double chance = Double.isFinite(score.threshold()) ? score.threshold() : 0;
    double threshold = reading.reference() + Math.max(effect, chance * LossHistogram.WIDTH);
    Judgement judgement =
        new Judgement(
            score.method().wireName(),
            reading.reference(),
            score.referenceCount(),
            threshold,
            score.pValue(),
            score.exceeded() && reading.value() > threshold);
    return reading.judged(judgement);
  }

  /**
   * Of a figure that should stay near the reference's.
   *
   * @param level of the test
   * @param effect the smallest change that matters
   */
  static Reading of(SignalKind kind, String method, Comparison found, double level, double effect) {
    double change = found.value() - found.reference();
    double direction = change < 0 ? -1 : 1;
    double chance = Math.abs(found.threshold() - found.reference());
    double threshold = found.reference() + direction * Math.max(effect, chance);
    boolean breached =
        found.pValue() <= level
            && Double.isFinite(found.threshold())
            && Math.abs(change) > Math.max(effect, chance);
    Judgement judgement =
        new Judgement(
            method, found.reference(), found.referenceCount(), threshold, found.pValue(), breached);
    return Reading.of(kind, "", found.value(), found.sampleCount()).judged(judgement);
  }
}
