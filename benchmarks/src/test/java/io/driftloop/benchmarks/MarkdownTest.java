package io.driftloop.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void figuresHaveFourDigitsAndNothingIsADash() {
    assertThat(Markdown.cell(0.012345678)).isEqualTo("0.01235");
    assertThat(Markdown.cell(1.23456)).isEqualTo("1.235");
    assertThat(Markdown.cell(12345.678)).isEqualTo("12,346");
    assertThat(Markdown.cell(12345L)).isEqualTo("12,345");
    assertThat(Markdown.cell(0.0)).isEqualTo("0");
    assertThat(Markdown.cell(Double.NaN)).isEqualTo("–");
    assertThat(Markdown.cell(null)).isEqualTo("–");
    assertThat(Markdown.cell(Double.POSITIVE_INFINITY)).isEqualTo("∞");
    assertThat(Markdown.cell("text")).isEqualTo("text");
  }

  @Test
  void rowsWithOtherNamesAreAnotherTable() {
    Report report =
        new Report(
            "name",
            "what",
            new Machine(2, "4 GiB", "JVM 17", "CPU"),
            Map.of("peer", "1.0"),
            "2026-01-31",
            12.4,
            List.of(
                Row.of("method", "a|b").with("value", 1),
                Row.of("method", "c").with("value", 2),
                Row.of("stream", "d")),
            List.of(),
            List.of("a note"));

    assertThat(Markdown.of(report).lines())
        .containsExactly(
            "# name",
            "",
            "what",
            "",
            "| method | value |",
            "|---|---|",
            "| a\\|b | 1 |",
            "| c | 2 |",
            "",
            "| stream |",
            "|---|",
            "| d |",
            "",
            "- a note",
            "",
            "Measured on 2026-01-31 in 12 s by `./driftloop bench name`: CPU, 2 cores, 4 GiB;"
                + " JVM 17; peer 1.0.");
    assertThat(report.holds()).as("nothing claimed, nothing refuted").isTrue();
  }
}
