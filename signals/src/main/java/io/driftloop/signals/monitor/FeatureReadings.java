package io.driftloop.signals.monitor;

import static io.driftloop.signals.drift.DriftMethod.CHI_SQUARED;
import static io.driftloop.signals.drift.DriftMethod.G;
import static io.driftloop.signals.drift.DriftMethod.HELLINGER;
import static io.driftloop.signals.drift.DriftMethod.JENSEN_SHANNON;
import static io.driftloop.signals.drift.DriftMethod.KOLMOGOROV_SMIRNOV;
import static io.driftloop.signals.drift.DriftMethod.KULLBACK_LEIBLER;
import static io.driftloop.signals.drift.DriftMethod.L_INFINITY;
import static io.driftloop.signals.drift.DriftMethod.PSI;
import static io.driftloop.signals.drift.DriftMethod.TOTAL_VARIATION;
import static io.driftloop.signals.drift.DriftMethod.WASSERSTEIN;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.Divergence;
import io.driftloop.signals.drift.DriftMethod;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.HistogramDrift;
import io.driftloop.signals.drift.RateShift;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.NumberProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What one feature's rows say. One test of the histogram decides: each other distance of the same
 * histogram is breached only where that test is, so that reporting many distances raises no more
 * false alarms than reporting one, and takes hardly more time: what chance gives of each distance
 * is worked out only where it can matter.
 */
final class FeatureReadings {
  private final MonitorSettings settings;
  private final Levels levels;
  private final DataProfile reference;
  private final DataProfile window;
  private final List<Reading> readings = new ArrayList<>();

  FeatureReadings(
      MonitorSettings settings, Levels levels, DataProfile reference, DataProfile window) {
    this.settings = settings;
    this.levels = levels;
    this.reference = reference;
    this.window = window;
  }

  /** All readings of all features, with the share of each in the change. */
  List<Reading> of(ReferenceProfile profile) {
    List<Reading> all = new ArrayList<>();
    for (int i = 0; i < profile.names().size(); i++) {
      all.addAll(of(i, profile.names().get(i), profile.bins().get(i)));
    }
    return Shares.rank(all);
  }

  /** All readings of a feature, in a fixed order. */
  List<Reading> of(int feature, String name, Bins bins) {
    readings.clear();
    long[] expected = reference.featureCounts(feature);
    long[] counts = window.featureCounts(feature);
    histogram(name, expected, counts, !bins.categorical());
    rate(SignalKind.MISSING_RATE, name, bins.missing(), expected, counts, levels.missing());
    if (bins.categorical()) {
      rate(SignalKind.UNSEEN_RATE, name, bins.unseen(), expected, counts, levels.unheld());
    }
    Optional<NumberProfile> before = reference.number(feature);
    Optional<NumberProfile> now = window.number(feature);
    if (before.isPresent() && now.isPresent()) {
      number(name, before.get(), now.get());
    }
    return List.copyOf(readings);
  }

  private void histogram(String name, long[] expected, long[] counts, boolean ordered) {
    double pValue = decide(name, expected, counts, ordered);
    Effects effects = settings.effects();
    distance(SignalKind.PSI, PSI, name, expected, counts, pValue, effects.psi());
    distance(
        SignalKind.JENSEN_SHANNON,
        JENSEN_SHANNON,
        name,
        expected,
        counts,
        pValue,
        effects.jensenShannon());
    distance(SignalKind.KL, KULLBACK_LEIBLER, name, expected, counts, pValue, 0);
    distance(SignalKind.HELLINGER, HELLINGER, name, expected, counts, pValue, 0);
    distance(SignalKind.TOTAL_VARIATION, TOTAL_VARIATION, name, expected, counts, pValue, 0);
    distance(SignalKind.L_INFINITY, L_INFINITY, name, expected, counts, pValue, 0);
    distance(SignalKind.CHI_SQUARED, CHI_SQUARED, name, expected, counts, pValue, 0);
    distance(SignalKind.G, G, name, expected, counts, pValue, 0);
    if (ordered) {
      distance(
          SignalKind.KOLMOGOROV_SMIRNOV, KOLMOGOROV_SMIRNOV, name, expected, counts, pValue, 0);
      distance(SignalKind.WASSERSTEIN, WASSERSTEIN, name, expected, counts, pValue, 0);
    }
  }

  /** Adds what the test that decides says, and returns its p-value. */
  private double decide(String name, long[] expected, long[] counts, boolean ordered) {
    long n = LongStream.of(expected).sum();
    long m = LongStream.of(counts).sum();
    long least = settings.minimumSamples();
    double level = levels.histogram();
    double pValue =
        ordered
            ? HistogramDrift.orderedPValue(expected, counts, least, level)
            : HistogramDrift.pValue(expected, counts, least, level);
    add(
        Reading.of(SignalKind.DRIFT, name, evidence(pValue), m)
            .judged(
                new Judgement(
                    ordered ? "g-and-kolmogorov-smirnov" : "g",
                    Double.NaN,
                    n,
                    evidence(level),
                    pValue,
                    pValue <= level)));
    return pValue;
  }

  private static double evidence(double pValue) {
    return -Math.log10(Math.max(pValue, Double.MIN_NORMAL));
  }

  private void distance(
      SignalKind kind,
      DriftMethod method,
      String name,
      long[] expected,
      long[] counts,
      double pValue,
      double effect) {
    if (settings.measures(kind)) {
      DriftScore score = score(method, expected, counts, pValue);
      Reading reading = Readings.of(kind, name, score, effect);
      add(pValue <= levels.histogram() ? reading : Readings.unbreached(reading));
    }
  }

  /**
   * The two distances that matter most have a threshold in closed form; it is too low for sparse
   * bins, for which the test that decides makes up. The laws of the others take milliseconds, and
   * are worked out only where they can matter.
   */
  private DriftScore score(DriftMethod method, long[] expected, long[] counts, double pValue) {
    double level = levels.histogram();
    DriftScore measured = HistogramDrift.measured(method, expected, counts, pValue);
    if (method == PSI) {
      return measured.against(Divergence.psiNullThreshold(expected, counts, level));
    }
    if (method == JENSEN_SHANNON) {
      return measured.against(Divergence.jensenShannonNullThreshold(expected, counts, level));
    }
    return pValue <= level
        ? HistogramDrift.score(method, expected, counts, level, settings.minimumSamples())
        : measured;
  }

  private void rate(
      SignalKind kind, String name, int bin, long[] expected, long[] counts, double level) {
    long n = LongStream.of(expected).sum();
    long m = LongStream.of(counts).sum();
    rate(kind, name, expected[bin], n, counts[bin], m, level);
  }

  private void number(String name, NumberProfile before, NumberProfile now) {
    rate(
        SignalKind.RANGE_RATE,
        name,
        before.below() + before.above(),
        before.values(),
        now.below() + now.above(),
        now.values(),
        levels.unheld());
    rate(
        SignalKind.OUTLIER_RATE,
        name,
        before.outliers(),
        before.values(),
        now.outliers(),
        now.values(),
        levels.unheld());
  }

  private void rate(
      SignalKind kind, String name, long before, long n, long now, long m, double level) {
    if (settings.measures(kind)) {
      DriftScore score =
          RateShift.risen(before, n, now, m, level, Math.max(1, settings.minimumSamples()));
      add(Readings.ofRise(kind, name, score, before, now, settings.effects().rate()));
    }
  }

  private void add(Reading reading) {
    if (settings.measures(reading.kind())) {
      readings.add(reading);
    }
  }
}
