package io.driftloop.benchmarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A finished run, as it is stored.
 *
 * @param versions what was measured and compared with, by name
 * @param date when, in UTC, as 2026-01-31
 * @param seconds how long it took
 */
public record Report(
    String name,
    String what,
    Machine machine,
    Map<String, String> versions,
    String date,
    double seconds,
    List<Row> rows,
    List<Claim> claims,
    List<String> notes) {

  /** The report of a benchmark's result. */
  static Report of(
      Benchmark benchmark,
      Map<String, String> versions,
      LocalDate date,
      double seconds,
      Result result) {
    return new Report(
        benchmark.name(),
        benchmark.what(),
        Machine.here(),
        versions,
        date.toString(),
        seconds,
        result.rows(),
        result.claims(),
        result.notes());
  }

  /** Whether every claim held. */
  @JsonProperty("holds")
  public boolean holds() {
    return claims.stream().allMatch(Claim::holds);
  }
}
