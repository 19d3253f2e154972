package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.fairness.GroupFairness;
import io.driftloop.signals.fairness.GroupOutcomes;
import io.driftloop.signals.performance.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Of each declared segment the group that is furthest from the largest one. A figure is breached
 * only where its whole interval lies beyond the bound, at a confidence that allows for the number
 * of figures and of groups.
 */
final class FairnessReadings {
  private static final int FIGURES = 3;

  private final MonitorSettings settings;
  private final FairnessSettings fairness;
  private final double level;

  FairnessReadings(MonitorSettings settings, FairnessSettings fairness, Levels levels) {
    this.settings = settings;
    this.fairness = fairness;
    this.level = levels.fairness() / Math.max(1, fairness.segments().size()) / FIGURES;
  }

  /** All readings, segment by segment. */
  List<Reading> of(OutcomeGroups groups) {
    List<Reading> readings = new ArrayList<>();
    for (String segment : fairness.segments()) {
      Map<String, GroupOutcomes> values = new TreeMap<>();
      groups.all().stream()
          .filter(group -> group.name().startsWith(segment + "="))
          .forEach(group -> values.put(group.name(), group.outcomes()));
      if (values.size() > 1) {
        compare(values, readings);
      }
    }
    return readings;
  }

  private void compare(Map<String, GroupOutcomes> values, List<Reading> readings) {
    String largest =
        values.entrySet().stream()
            .max(Comparator.comparingLong(entry -> entry.getValue().rows()))
            .orElseThrow()
            .getKey();
    int support = (int) Math.max(1, Math.min(Integer.MAX_VALUE, settings.minimumSamples()));
    double confidence = 1 - level / (values.size() - 1);
    Map<String, GroupFairness> compared =
        GroupFairness.against(largest, values, support, confidence);
    Figures figures = new Figures(compared, values);
    figures
        .worst(SignalKind.DEMOGRAPHIC_PARITY, GroupFairness::parity, FairnessReadings::distance)
        .map(reading -> beyond(reading, fairness.parity()))
        .ifPresent(readings::add);
    figures
        .worst(SignalKind.DISPARATE_IMPACT, GroupFairness::impact, ratio -> -ratio.value())
        .map(this::below)
        .ifPresent(readings::add);
    figures
        .worst(SignalKind.EQUAL_OPPORTUNITY, GroupFairness::opportunity, FairnessReadings::distance)
        .map(reading -> beyond(reading, fairness.opportunity()))
        .ifPresent(readings::add);
  }

  private static double distance(Estimate difference) {
    return Math.abs(difference.value());
  }

  private static Reading beyond(Reading reading, double bound) {
    boolean breached =
        reading.evidence().get("lower") > bound || reading.evidence().get("upper") < -bound;
    double threshold = reading.value() < 0 ? -bound : bound;
    return judged(reading, "newcombe", threshold, breached);
  }

  private Reading below(Reading reading) {
    boolean breached = reading.evidence().get("upper") < fairness.impact();
    return judged(reading, "ratio-interval", fairness.impact(), breached);
  }

  private static Reading judged(
      Reading reading, String method, double threshold, boolean breached) {
    return reading.judged(new Judgement(method, Double.NaN, 0, threshold, Double.NaN, breached));
  }

  /** The figures of one segment's groups. */
  private record Figures(Map<String, GroupFairness> compared, Map<String, GroupOutcomes> outcomes) {

    /** The group in which a figure is worst; empty where no group has it. */
    Optional<Reading> worst(
        SignalKind kind,
        Function<GroupFairness, Estimate> figure,
        ToDoubleFunction<Estimate> badness) {
      return compared.entrySet().stream()
          .filter(entry -> Double.isFinite(figure.apply(entry.getValue()).value()))
          .max(
              Comparator.comparingDouble(
                  entry -> badness.applyAsDouble(figure.apply(entry.getValue()))))
          .map(entry -> reading(kind, entry.getKey(), figure.apply(entry.getValue())));
    }

    private Reading reading(SignalKind kind, String group, Estimate found) {
      return Reading.of(kind, "", found.value(), outcomes.get(group).rows())
          .in(group)
          .with("lower", found.lower())
          .with("upper", found.upper());
    }
  }
}
