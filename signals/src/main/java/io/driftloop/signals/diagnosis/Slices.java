package io.driftloop.signals.diagnosis;

import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.SliceFinding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The segments on which a window's labels show more errors than by chance, or disagree. */
final class Slices {
  private Slices() {}

  /** One finding a segment; of several, that of the most rows, with what is known of its labels. */
  static Collection<SliceFinding> of(ClosedWindow window) {
    double errors =
        window
            .find(SignalKind.ACCURACY)
            .map(accuracy -> 1 - accuracy.figure().value())
            .orElse(Double.NaN);
    Map<String, SliceFinding> found = new LinkedHashMap<>();
    for (Measurement each : window.measurements()) {
      if (!each.figure().breached()) {
        continue;
      }
      if (each.is(SignalKind.ACCURACY) && !each.ofAllRows()) {
        add(found, segment(each, errors));
      } else if (each.is(SignalKind.WORST_SLICE)) {
        add(found, worst(each));
      } else if (each.is(SignalKind.LABEL_DISAGREEMENT)) {
        add(found, disagreeing(each));
      }
    }
    return found.values();
  }

  private static void add(Map<String, SliceFinding> found, SliceFinding slice) {
    found.merge(
        slice.segment(),
        slice,
        (one, other) ->
            other.support() > one.support() ? other.completedBy(one) : one.completedBy(other));
  }

  private static SliceFinding disagreeing(Measurement labels) {
    return new SliceFinding(
        labels.segment(),
        share(labels),
        Double.NaN,
        labels.figure().value(),
        Double.NaN,
        labels.sampleCount());
  }

  private static SliceFinding segment(Measurement accuracy, double errors) {
    double value = accuracy.figure().value();
    return new SliceFinding(
        accuracy.segment(),
        share(accuracy),
        accuracy.figure().reference() - value,
        Double.NaN,
        errors > 0 ? (1 - value) / errors : Double.NaN,
        accuracy.sampleCount());
  }

  private static SliceFinding worst(Measurement slice) {
    double support = slice.evidence("support");
    return new SliceFinding(
        slice.figure().subject(),
        share(slice),
        slice.evidence("excess"),
        Double.NaN,
        slice.figure().value(),
        support > 0 ? Math.round(support) : 0);
  }

  private static double share(Measurement measurement) {
    double share = measurement.evidence("share");
    return share >= 0 && share <= 1 ? share : 0;
  }
}
