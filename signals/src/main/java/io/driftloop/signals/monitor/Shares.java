package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Contribution;
import io.driftloop.signals.severity.FeatureChange;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says of each feature how much of the change of all features is its own. */
final class Shares {
  private static final String SHARE = "shareOfChange";

  /** Of a p-value that is uniform, the mean of its negative decimal logarithm. */
  private static final double EXPECTED = Math.log10(Math.E);

  private Shares() {}

  /** The same readings, with the share among the evidence of those that decide on drift. */
  static List<Reading> rank(List<Reading> readings) {
    List<FeatureChange> changes =
        readings.stream()
            .filter(reading -> reading.kind() == SignalKind.DRIFT)
            .map(
                reading ->
                    new FeatureChange(reading.subject(), reading.value(), EXPECTED, Double.NaN))
            .toList();
    Map<String, Double> shares =
        Contribution.rank(changes).stream()
            .collect(Collectors.toMap(Contribution::feature, Contribution::share));
    return readings.stream()
        .map(
            reading ->
                reading.kind() == SignalKind.DRIFT
                    ? reading.with(SHARE, shares.get(reading.subject()))
                    : reading)
        .toList();
  }
}
