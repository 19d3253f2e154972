package io.driftloop.benchmarks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of figures, each with its name, in order. Rows with the same names follow each other as a
 * table.
 *
 * @param cells numbers, texts and truth values; null where there is nothing to say
 */
public record Row(@JsonValue Map<String, Object> cells) {

  public Row {
    cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
  }

  /** A row that has only its first cell. */
  public static Row of(String name, Object value) {
    return new Row(Map.of(name, value));
  }

  /** This row with one more cell. */
  public Row with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(cells);
    more.put(name, value);
    return new Row(more);
  }
}
