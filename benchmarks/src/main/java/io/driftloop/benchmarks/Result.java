package io.driftloop.benchmarks;

import java.util.List;

/**
 * What a benchmark found.
 *
 * @param rows the figures
 * @param claims promises, each held against a figure
 * @param notes how it was measured and what was left out, a sentence or two each
 */
public record Result(List<Row> rows, List<Claim> claims, List<String> notes) {
  public Result {
    rows = List.copyOf(rows);
    claims = List.copyOf(claims);
    notes = List.copyOf(notes);
  }
}
