package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.drift.DriftScore;
import io.driftloop.signals.drift.RateShift;
import io.driftloop.signals.slices.Predicate;
import io.driftloop.signals.slices.Slice;
import io.driftloop.signals.slices.SliceOptions;
import io.driftloop.signals.slices.SliceResult;
import io.driftloop.signals.slices.SliceSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The slice of a block's sampled rows on which errors gather. Two searches propose slices: one for
 * those that are worse than the whole, and one, over the misses of block and held-back rows
 * together, for those whose misses are more than before, since what was always hard takes the first
 * places of the other. The verdict on a slice is an exact test of its error rate against the same
 * slice of the held-back rows. A search looks at many slices, so the level is shared among all that
 * both could have found (Bonferroni), and whichever is picked keeps it.
 */
final class SliceReadings {
  private static final int PROPOSED = 20;
  private static final int FEWEST_MISSES = 10;

  private final MonitorSettings settings;
  private final double level;
  private final OutcomeReference reference;
  private final OutcomeProfile block;
  private final SliceCounts now;
  private final SliceCounts before;

  SliceReadings(
      MonitorSettings settings, Levels levels, OutcomeReference reference, OutcomeProfile block) {
    this.settings = settings;
    this.level = levels.slice();
    this.reference = reference;
    this.block = block;
    this.now = SliceCounts.of(block.sample());
    this.before =
        reference.heldBack().map(rows -> SliceCounts.of(rows.sample())).orElse(SliceCounts.NONE);
  }

  /**
   * The slice that most surely became worse where any did, else the one that is worst against the
   * whole; empty where none is worse.
   */
  Optional<Reading> worst() {
    SliceResult worse =
        SliceSearch.worst(
            now.codes(), now.errors(), SliceOptions.defaults(now.rows()).top(PROPOSED));
    SliceResult risen = risen();
    double family = worse.family() + risen.family();
    List<Slice> proposed = new ArrayList<>(worse.slices());
    proposed.addAll(risen.slices());
    List<Reading> breached =
        proposed.stream()
            .map(slice -> reading(slice.predicates(), family))
            .filter(Reading::breached)
            .toList();
    return breached.stream()
        .min(Comparator.comparingDouble(reading -> reading.judgement().pValue()))
        .or(
            () ->
                worse.slices().stream()
                    .findFirst()
                    .map(slice -> reading(slice.predicates(), family)));
  }

  /** Slices with more of the block's misses than of the reference's. */
  private SliceResult risen() {
    SliceCounts misses = now.misses(1).and(before.misses(0));
    int support = Math.max(FEWEST_MISSES, misses.rows() / 100);
    return SliceSearch.worst(
        misses.codes(),
        misses.errors(),
        SliceOptions.defaults(support).support(support).top(PROPOSED));
  }

  private Reading reading(List<Predicate> slice, double family) {
    String words =
        slice.stream()
            .map(predicate -> OutcomeCodes.words(reference, block.groups(), predicate))
            .collect(Collectors.joining(" & "));
    long rows = now.rows(slice);
    double rate = now.misses(slice) / (double) rows;
    double whole = now.misses(List.of()) / (double) now.rows();
    Reading reading =
        Reading.of(SignalKind.WORST_SLICE, words, rate / whole, now.rows())
            .with("support", rows)
            .with("share", (double) rows / now.rows())
            .with("errorRate", rate)
            .with("excess", rate - whole);
    return before.rows(slice) == 0 ? reading : judged(reading, slice, family, whole);
  }

  private Reading judged(Reading reading, List<Predicate> slice, double family, double whole) {
    DriftScore score =
        RateShift.risen(
            before.misses(slice),
            before.rows(slice),
            now.misses(slice),
            now.rows(slice),
            level / Math.max(1, family),
            1);
    double rate = before.misses(slice) / (double) before.rows(slice);
    double bound = (rate + Math.max(settings.effects().accuracy(), score.threshold())) / whole;
    boolean enough = Math.min(now.rows(), before.rows()) >= settings.minimumSamples();
    return reading
        .judged(
            new Judgement(
                "slice-line",
                rate / whole,
                before.rows(slice),
                bound,
                Math.min(1, score.pValue() * family),
                enough && score.exceeded() && reading.value() > bound))
        .with("referenceErrorRate", rate);
  }
}
