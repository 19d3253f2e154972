package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.RateShift;
import java.util.Comparator;
import java.util.List;

/**
 * The accuracy of each segment against that of the same segment of the held-back rows, so that one
 * that was always hard alarms nobody.
 */
final class SegmentReadings {
  /** Segments that are told of a window, the largest; breached ones are told beyond them. */
  static final int MOST_TOLD = 20;

  private final MonitorSettings settings;
  private final double level;
  private final OutcomeReference reference;
  private final OutcomeProfile block;

  SegmentReadings(
      MonitorSettings settings, Levels levels, OutcomeReference reference, OutcomeProfile block) {
    this.settings = settings;
    this.level = levels.segments();
    this.reference = reference;
    this.block = block;
  }

  /** The accuracy of the largest segments with enough rows, and of all whose accuracy fell. */
  List<Reading> accuracies() {
    List<OutcomeGroups.Group> groups =
        block.groups().all().stream()
            .filter(group -> group.rows() >= Math.max(1, settings.minimumSamples()))
            .toList();
    double each = level / Math.max(1, groups.size());
    List<Reading> bySize =
        groups.stream()
            .map(group -> accuracy(group, each))
            .sorted(Comparator.comparing(Reading::sampleCount).reversed())
            .toList();
    return bySize.stream()
        .filter(reading -> reading.breached() || bySize.indexOf(reading) < MOST_TOLD)
        .sorted(Comparator.comparing(Reading::segment))
        .toList();
  }

  private Reading accuracy(OutcomeGroups.Group group, double each) {
    double accuracy = (double) group.hits() / group.rows();
    return reference
        .heldBack()
        .flatMap(heldBack -> heldBack.groups().find(group.name()))
        .filter(before -> before.rows() > 0)
        .map(before -> judged(before, group, accuracy, each))
        .orElseGet(() -> Reading.of(SignalKind.ACCURACY, "", accuracy, group.rows()))
        .in(group.name())
        .with("share", (double) group.rows() / block.rows());
  }

  private Reading judged(
      OutcomeGroups.Group before, OutcomeGroups.Group now, double accuracy, double each) {
    DriftScore score =
        RateShift.risen(
            before.rows() - before.hits(),
            before.rows(),
            now.rows() - now.hits(),
            now.rows(),
            each,
            settings.minimumSamples());
    return Readings.ofFall(
        SignalKind.ACCURACY,
        score,
        (double) before.hits() / before.rows(),
        accuracy,
        settings.effects().accuracy());
  }
}
