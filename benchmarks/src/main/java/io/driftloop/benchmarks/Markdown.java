package io.driftloop.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report for people. */
final class Markdown {
  private static final MathContext DIGITS = new MathContext(4);
  private static final double WHOLE = 1000;

  private Markdown() {}

  static String of(Report report) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(report.name()).append("\n\n").append(report.what()).append("\n\n");
    claims(report.claims(), text);
    tables(report.rows(), text);
    if (!report.notes().isEmpty()) {
      report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
      text.append('\n');
    }
    text.append(origin(report));
    return text.toString();
  }

  private static void claims(List<Claim> claims, StringBuilder text) {
    if (claims.isEmpty()) {
      return;
    }
    line(List.of("claim", "measured", "bound", "holds"), text);
    rule(4, text);
    for (Claim claim : claims) {
      line(
          List.of(claim.what(), cell(claim.value()), claim.bound(), claim.holds() ? "yes" : "NO"),
          text);
    }
    text.append('\n');
  }

  private static void tables(List<Row> rows, StringBuilder text) {
    List<String> header = List.of();
    for (Row row : rows) {
      Map<String, Object> cells = row.cells();
      if (!header.equals(List.copyOf(cells.keySet()))) {
        text.append(header.isEmpty() ? "" : "\n");
        header = List.copyOf(cells.keySet());
        line(header, text);
        rule(header.size(), text);
      }
      List<String> texts = new ArrayList<>();
      cells.values().forEach(value -> texts.add(cell(value)));
      line(texts, text);
    }
    text.append(rows.isEmpty() ? "" : "\n");
  }

  private static void rule(int columns, StringBuilder text) {
    text.append("|").append("---|".repeat(columns)).append('\n');
  }

  private static void line(Collection<String> cells, StringBuilder text) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    text.append('\n');
  }

  /** Figures with four significant digits, whole numbers in full, nothing as a dash. */
  static String cell(Object value) {
    if (value == null || value instanceof Double number && number.isNaN()) {
      return "–";
    }
    if (value instanceof Double number) {
      return figure(number);
    }
    if (value instanceof Integer || value instanceof Long) {
      return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
    }
    return value.toString();
  }

  private static String figure(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "∞" : "-∞";
    }
    if (Math.abs(number) >= WHOLE) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    return new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String origin(Report report) {
    Machine machine = report.machine();
    List<String> versions = new ArrayList<>();
    report.versions().forEach((name, version) -> versions.add(name + " " + version));
    return String.format(
        Locale.ROOT,
        "Measured on %s in %,.0f s by `./driftloop bench %s`: %s, %d cores, %s; %s; %s.%n",
        report.date(),
        report.seconds(),
        report.name(),
        machine.cpu(),
        machine.cores(),
        machine.memory(),
        machine.jvm(),
        String.join(", ", versions));
  }
}
