package io.driftloop.jobs.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  private static final Object TREE =
      Map.of("a", Map.of("b.c", "dotted", "rows", List.of(1, Map.of("x", "second"))), "id", 7);

  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Event", "fields": [
                {"name": "id", "type": "string"},
                {"name": "input", "type": ["null", {"type": "record", "name": "Input", "fields": [
                  {"name": "price", "type": ["null", "double"]},
                  {"name": "nothing", "type": "null"}]}]},
                {"name": "rows", "type": {"type": "array", "items": "float"}},
                {"name": "shares", "type": {"type": "map", "values": "double"}}
              ]}
              """);

  @ParameterizedTest
  @CsvSource({
    "$.id, 7",
    "$['id'], 7",
    "$.a['b.c'], dotted",
    "$.a.rows[0], 1",
    "$['a'].rows[1].x, second"
  })
  void findsWhatIsThere(String path, String expected) {
    assertThat(FieldPath.parse(path).find(TREE)).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$.b", "$.id.x", "$.a.rows[2]", "$.a[0]", "$.a.rows.x", "$.a.rows[1].y.z"})
  void findsNothingWhereNothingIs(String path) {
    assertThat(FieldPath.parse(path).find(TREE)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "$", "id", "$id", "$..a", "$.a.", "$.a[", "$.a[x]", "$.a[-1]", "$.a['b'", "$[]"
      })
  void refusesWhatIsNoPath(String text) {
    assertThatThrownBy(() -> FieldPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.id", "$.input.price", "$.rows[3]", "$.shares.anything", "$.input"})
  void fitsASchemaThatHasIt(String path) {
    assertThat(FieldPath.parse(path).fits(SCHEMA)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.ids",
        "$.input.prices",
        "$.id.x",
        "$.rows.x",
        "$.shares[0]",
        "$[0]",
        "$.input.nothing"
      })
  void doesNotFitASchemaThatLacksIt(String path) {
    assertThat(FieldPath.parse(path).fits(SCHEMA)).isFalse();
  }

  @Test
  void readsAsItWasWritten() {
    assertThat(FieldPath.parse("$.a['b.c'][2]")).hasToString("$.a['b.c'][2]");
    assertThat(FieldPath.parse("$.a['b.c'][2]").steps()).containsExactly("a", "b.c", 2);
  }
}
