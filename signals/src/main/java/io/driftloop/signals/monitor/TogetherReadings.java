package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.CorrelationShift;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.MeanDiscrepancy;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.FourierProfile;
import io.driftloop.signals.profile.PairVariances;
import io.driftloop.signals.profile.RankCorrelation;
import java.util.List;
import java.util.Optional;

/** What features show only together: each may look as ever while they no longer fit each other. */
final class TogetherReadings {
  private final MonitorSettings settings;
  private final double level;

  TogetherReadings(MonitorSettings settings, Levels levels) {
    this.settings = settings;
    this.level = levels.together();
  }

  /**
   * The strongest change of a pair's correlation, with the pair as subject.
   *
   * @param variances of the reference's pairs, where they are known
   */
  Optional<Reading> correlation(
      DataProfile reference,
      DataProfile window,
      Optional<PairVariances> variances,
      List<String> names) {
    if (!settings.measures(SignalKind.CORRELATION_SHIFT)
        || reference.correlation().isEmpty()
        || window.correlation().isEmpty()) {
      return Optional.empty();
    }
    Pairs pairs = new Pairs(reference.correlation().get(), window.correlation().get(), variances);
    if (pairs.size() == 0) {
      return Optional.empty();
    }
    DriftScore score =
        CorrelationShift.score(
            pairs.before,
            pairs.variances,
            pairs.rowsBefore,
            pairs.now,
            pairs.rowsNow,
            level,
            settings.minimumSamples());
    int strongest = pairs.strongest();
    return Optional.of(
        Readings.of(SignalKind.CORRELATION_SHIFT, "", score, 0)
            .about(names.get(pairs.first[strongest]) + "~" + names.get(pairs.second[strongest]))
            .with("correlationBefore", pairs.before[strongest])
            .with("correlationNow", pairs.now[strongest])
            .with("pairs", pairs.size()));
  }

  /** The discrepancy of all features at once. */
  Optional<Reading> discrepancy(Optional<FourierProfile> before, Optional<FourierProfile> now) {
    if (!settings.measures(SignalKind.MMD) || before.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    FourierProfile reference = before.get();
    FourierProfile window = now.get();
    DriftScore score =
        MeanDiscrepancy.score(
            reference.mean(),
            reference.rows(),
            window.mean(),
            window.rows(),
            reference.spectrum(),
            level,
            settings.minimumSamples());
    return Optional.of(Readings.of(SignalKind.MMD, "", score, 0));
  }

  /** Every pair of correlated numbers, side by side. */
  private static final class Pairs {
    private final double[] before;
    private final double[] variances;
    private final double[] now;
    private final long[] rowsBefore;
    private final long[] rowsNow;
    private final int[] first;
    private final int[] second;

    private Pairs(
        RankCorrelation reference, RankCorrelation window, Optional<PairVariances> known) {
      int[] features = reference.features();
      int size = features.length * (features.length - 1) / 2;
      before = new double[size];
      variances = new double[size];
      now = new double[size];
      rowsBefore = new long[size];
      rowsNow = new long[size];
      first = new int[size];
      second = new int[size];
      int pair = 0;
      for (int i = 0; i < features.length; i++) {
        for (int j = 0; j < i; j++) {
          before[pair] = reference.correlation(i, j);
          variances[pair] =
              known.isPresent()
                  ? known.get().of(i, j)
                  : CorrelationShift.normalVariance(before[pair]);
          now[pair] = window.correlation(i, j);
          rowsBefore[pair] = reference.pairs(i, j);
          rowsNow[pair] = window.pairs(i, j);
          first[pair] = features[j];
          second[pair] = features[i];
          pair++;
        }
      }
    }

    private int size() {
      return before.length;
    }

    private int strongest() {
      int strongest = 0;
      double largest = -1;
      for (int i = 0; i < before.length; i++) {
        double z =
            Math.min(rowsBefore[i], rowsNow[i]) < 10
                ? 0
                : CorrelationShift.standardised(
                    before[i], variances[i], rowsBefore[i], now[i], rowsNow[i]);
        if (z > largest) {
          largest = z;
          strongest = i;
        }
      }
      return strongest;
    }
  }
}
