package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.performance.Estimate;
import io.driftloop.signals.performance.Intervals;
import java.util.Comparator;
import java.util.List;

/**
 * The share of each segment's labels that a later label of the same row contradicted: where people
 * or sources disagree, more training does not help. Breached where the whole interval of the share
 * lies beyond a tenth.
 */
final class DisagreementReadings {
  private static final double MOST_CONTRADICTED = 0.1;

  private final long minimumRows;
  private final double level;
  private final OutcomeProfile block;

  DisagreementReadings(MonitorSettings settings, Levels levels, OutcomeProfile block) {
    minimumRows = Math.max(1, settings.minimumSamples());
    level = levels.disagreement();
    this.block = block;
  }

  /** Of the segments in which a label was contradicted, those that are most so. */
  List<Reading> all() {
    List<OutcomeGroups.Group> groups =
        block.groups().all().stream().filter(group -> group.rows() >= minimumRows).toList();
    // Both sides of an interval have half of its error each, and one side is judged.
    double confidence = 1 - 2 * level / Math.max(1, groups.size());
    return groups.stream()
        .filter(group -> group.contradicted() > 0)
        .map(group -> reading(group, confidence))
        .sorted(Comparator.comparing(Reading::value).reversed().thenComparing(Reading::segment))
        .limit(SegmentReadings.MOST_TOLD)
        .toList();
  }

  private Reading reading(OutcomeGroups.Group group, double confidence) {
    // A correction may come to a window of which its row was left out.
    long contradicted = Math.min(group.contradicted(), group.rows());
    Estimate share = Intervals.share(contradicted, group.rows(), confidence);
    boolean breached = share.lower() > MOST_CONTRADICTED;
    return Reading.of(SignalKind.LABEL_DISAGREEMENT, "", share.value(), group.rows())
        .in(group.name())
        .with("share", (double) group.rows() / block.rows())
        .with("lower", share.lower())
        .with("upper", share.upper())
        .judged(new Judgement("wilson", Double.NaN, 0, MOST_CONTRADICTED, Double.NaN, breached));
  }
}
