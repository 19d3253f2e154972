package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.performance.Comparison;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.slices.Slice;
import io.driftloop.signals.slices.SliceOptions;
import io.driftloop.signals.slices.SliceResult;
import io.driftloop.signals.slices.SliceSearch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where it hurts: the accuracy of each segment, and the worst slice of all. */
final class SegmentReadings {
  private final MonitorSettings settings;
  private final Levels levels;
  private final OutcomeReference reference;
  private final OutcomeProfile block;

  SegmentReadings(
      MonitorSettings settings, Levels levels, OutcomeReference reference, OutcomeProfile block) {
    this.settings = settings;
    this.levels = levels;
    this.reference = reference;
    this.block = block;
  }

  /** The accuracy of each segment with enough rows, against that of all held-back rows. */
  List<Reading> accuracies() {
    List<OutcomeGroups.Group> groups =
        block.groups().all().stream()
            .filter(group -> group.rows() >= Math.max(1, settings.minimumSamples()))
            .toList();
    double level = levels.segments() / Math.max(1, groups.size());
    return groups.stream().map(group -> accuracy(group, level)).toList();
  }

  private Reading accuracy(OutcomeGroups.Group group, double level) {
    Moments before = reference.profile().performance().correct();
    double accuracy = (double) group.hits() / group.rows();
    Reading reading =
        Reading.of(SignalKind.ACCURACY, "", accuracy, group.rows())
            .in(group.name())
            .with("share", (double) group.rows() / block.rows());
    if (before.count() == 0) {
      return reading;
    }
    long hits = Math.round(before.mean() * before.count());
    double pValue = Comparison.shareFell(hits, before.count(), group.hits(), group.rows());
    double threshold = before.mean() - settings.effects().accuracy();
    return reading.judged(
        new Judgement(
            "share-fell",
            before.mean(),
            before.count(),
            threshold,
            pValue,
            pValue <= level && accuracy < threshold));
  }

  /** The worst slice of the sampled rows; empty where none is worse than the whole. */
  Optional<Reading> worstSlice() {
    SliceResult found =
        SliceSearch.worst(block.sample(), SliceOptions.defaults(block.sample().size()));
    return found.slices().stream().findFirst().map(slice -> worst(slice, found));
  }

  private Reading worst(Slice slice, SliceResult found) {
    String words =
        slice.predicates().stream()
            .map(predicate -> OutcomeCodes.words(reference, block.groups(), predicate))
            .collect(Collectors.joining(" & "));
    boolean breached =
        slice.pValue() <= levels.slice() && found.rows() >= settings.minimumSamples();
    return Reading.of(SignalKind.WORST_SLICE, words, slice.errorRatio(), found.rows())
        .judged(new Judgement("slice-line", Double.NaN, 0, 1, slice.pValue(), breached))
        .with("support", slice.support())
        .with("share", (double) slice.support() / found.rows())
        .with("score", slice.score())
        .with("excess", slice.meanError() - found.meanError());
  }
}
