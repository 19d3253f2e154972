package io.driftloop.console.command;

import io.driftloop.console.replay.ReplayReport;
import io.driftloop.console.replay.ReplayReport.Retraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A replay's report as a table for people. */
final class ResultTable {
  private ResultTable() {}

  static List<String> lines(ReplayReport report) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("accuracy over %,d rows".formatted(report.predictions()));
    lines.add(row("the loop", report.accuracy().loop()));
    if (report.accuracy().frozen() != null) {
      lines.add(row("version 1, frozen", report.accuracy().frozen()));
    }
    lines.add(row("repeating the last known label", report.accuracy().lastKnownLabel()));
    lines.add("");
    lines.add(
        "%,d requests, %,d predictions, %,d labels: %,d joined, %,d unmatched; %,d dead letters"
            .formatted(
                report.requests(),
                report.predictions(),
                report.labels(),
                report.joined(),
                report.unmatched(),
                report.deadLetters()));
    lines.add(
        String.format(
            Locale.ROOT,
            "%d retrainings, %d swaps, %.0f s",
            report.retrainings().size(),
            report.swaps(),
            report.wallSeconds()));
    report.retrainings().forEach(retraining -> lines.add(line(retraining)));
    return lines;
  }

  private static String row(String name, double share) {
    return String.format(Locale.ROOT, "  %-32s %.3f", name, share);
  }

  private static String line(Retraining retraining) {
    return String.format(
        Locale.ROOT,
        "  %s  %-9s champion %s  challenger %s%s",
        retraining.at().isEmpty() ? retraining.requestId() : retraining.at().substring(0, 10),
        retraining.outcome(),
        accuracy(retraining.champion().get("accuracy")),
        accuracy(retraining.challenger().get("accuracy")),
        retraining.secondsToServing() == null
            ? ""
            : String.format(Locale.ROOT, "  serving after %.1f s", retraining.secondsToServing()));
  }

  private static String accuracy(Double value) {
    return value == null ? "  –  " : String.format(Locale.ROOT, "%.3f", value);
  }
}
