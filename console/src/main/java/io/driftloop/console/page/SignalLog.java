package io.driftloop.console.page;

import io.driftloop.schemas.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The newest measurement of everything that is measured, those that concern a person first, of
 * these the whole before its segments: what was held against what, by which method and on how many
 * rows.
 */
final class SignalLog {
  private static final int CAPACITY = 10_000;
  private static final int SHOWN = 300;
  private static final List<String> SEVERITIES = List.of("CRITICAL", "WARNING", "INFO");
  private static final Comparator<Signal> WORST_FIRST =
      Comparator.comparing(Signal::getBreached)
          .reversed()
          .thenComparing(signal -> SEVERITIES.indexOf(signal.getSeverity()))
          .thenComparing(signal -> !signal.getSegment().isEmpty())
          .thenComparing(Signal::getPValue, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Signal::getKind)
          .thenComparing(Signal::getSubject)
          .thenComparing(Signal::getSegment);

  private final Bounded<String, Signal> windows = new Bounded<>(CAPACITY);
  private final Bounded<String, Signal> blocks = new Bounded<>(CAPACITY);

  void put(Signal signal) {
    if (ofBlock(signal)) {
      blocks.merge(what(signal) + "/" + length(signal), signal, SignalLog::newer);
    } else {
      windows.merge(what(signal), signal, SignalLog::newer);
    }
  }

  /** Whether a signal is of several windows together. */
  static boolean ofBlock(Signal signal) {
    return signal.getEvidence().getOrDefault("windows", 1.0) > 1;
  }

  /** What is measured again in every window: which slice or group is worst is a finding. */
  private static String what(Signal signal) {
    String kind = signal.getKind();
    String segment = signal.getSegment();
    return switch (kind) {
      case "worst-slice" -> kind;
      case "demographic-parity", "disparate-impact", "equal-opportunity" ->
          String.join("/", kind, segment.substring(0, Math.max(0, segment.indexOf('='))));
      default -> String.join("/", kind, signal.getSubject(), segment);
    };
  }

  private static long length(Signal signal) {
    return signal.getWindowEnd() - signal.getWindowStart();
  }

  private static Signal newer(Signal before, Signal after) {
    return after.getWindowEnd() >= before.getWindowEnd() ? after : before;
  }

  /** Of blocks only breaches are told, so one counts until the next of its length has passed. */
  private boolean stillCounts(Signal block) {
    Signal window = windows.get(what(block));
    return window == null || window.getWindowEnd() < block.getWindowEnd() + length(block);
  }

  /** The measurements, worst first; beyond the first few hundred they are left out. */
  PageState.Signals snapshot() {
    List<Signal> counting =
        Stream.concat(windows.values().stream(), blocks.values().stream().filter(this::stillCounts))
            .toList();
    List<PageState.Measured> shown =
        counting.stream().sorted(WORST_FIRST).limit(SHOWN).map(SignalLog::measured).toList();
    return new PageState.Signals(counting.size(), shown);
  }

  /** Where errors gather, by the newest windows. */
  List<PageState.Segment> segments() {
    return WorstSegments.of(windows.values());
  }

  private static PageState.Measured measured(Signal signal) {
    Map<String, Double> evidence = new TreeMap<>();
    signal.getEvidence().forEach((name, figure) -> evidence.put(name, PageState.precise(figure)));
    return new PageState.Measured(
        signal.getKind(),
        signal.getSubject(),
        signal.getSegment(),
        signal.getModelVersion(),
        signal.getWindowStart(),
        signal.getWindowEnd(),
        signal.getMethod(),
        PageState.precise(signal.getValue()),
        PageState.precise(signal.getReference()),
        PageState.precise(signal.getThreshold()),
        PageState.precise(signal.getPValue()),
        signal.getSampleCount(),
        signal.getReferenceCount(),
        signal.getBreached(),
        signal.getSeverity().toLowerCase(Locale.ROOT),
        evidence);
  }
}
