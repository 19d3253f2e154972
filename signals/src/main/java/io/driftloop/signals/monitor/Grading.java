package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.severity.HarmOptions;
import io.driftloop.signals.severity.HarmRule;
import io.driftloop.signals.severity.KnownRisk;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.signature.Figure;
import java.util.ArrayList;
import java.util.List;

/** Gives each reading of a block its severity: drift that does no harm calls nobody. */
final class Grading {
  private Grading() {}

  static List<Reading> of(List<Reading> readings, KnownRisk risk) {
    List<Figure> figures = readings.stream().map(reading -> Figure.of(reading, "")).toList();
    List<Severity> severities = HarmRule.grade(figures, risk, HarmOptions.defaults());
    List<Reading> graded = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      graded.add(readings.get(i).severe(severities.get(i)));
    }
    return graded;
  }
}
