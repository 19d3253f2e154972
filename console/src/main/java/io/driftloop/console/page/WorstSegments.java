package io.driftloop.console.page;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Reads out of the newest signals where errors gather. */
final class WorstSegments {
  private static final int SHOWN = 8;

  private WorstSegments() {}

  /**
   * Segments and slices with more errors than all rows, those first that add most of them.
   *
   * @param newest the newest signal of everything that is measured, of single windows
   */
  static List<PageState.Segment> of(Collection<Signal> newest) {
    double errors =
        newest.stream()
            .filter(signal -> is(signal, SignalKind.ACCURACY) && signal.getSegment().isEmpty())
            .mapToDouble(signal -> 1 - signal.getValue())
            .findFirst()
            .orElse(Double.NaN);
    return newest.stream()
        .map(signal -> segment(signal, errors))
        .filter(Objects::nonNull)
        .filter(segment -> segment.errorRatio() != null && segment.errorRatio() > 1)
        .sorted(
            Comparator.comparingDouble(WorstSegments::added)
                .reversed()
                .thenComparing(PageState.Segment::name))
        .limit(SHOWN)
        .toList();
  }

  private static PageState.Segment segment(Signal signal, double errors) {
    if (is(signal, SignalKind.WORST_SLICE)) {
      double support = signal.getEvidence().getOrDefault("support", 0.0);
      return segment(signal, signal.getSubject(), signal.getValue(), Math.round(support));
    }
    if (is(signal, SignalKind.ACCURACY) && !signal.getSegment().isEmpty()) {
      double ratio = (1 - signal.getValue()) / errors;
      return segment(signal, signal.getSegment(), ratio, signal.getSampleCount());
    }
    return null;
  }

  private static PageState.Segment segment(Signal signal, String name, double ratio, long support) {
    return new PageState.Segment(
        name,
        PageState.precise(ratio),
        support,
        PageState.finite(signal.getEvidence().get("share")),
        signal.getBreached());
  }

  /** Errors beyond those that as many of all rows have, as a share of all errors. */
  private static double added(PageState.Segment segment) {
    double share = segment.share() == null ? 0 : segment.share();
    return share * (segment.errorRatio() - 1);
  }

  private static boolean is(Signal signal, SignalKind kind) {
    return signal.getKind().equals(kind.wireName());
  }
}
