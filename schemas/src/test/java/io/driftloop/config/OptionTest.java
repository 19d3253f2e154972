package io.driftloop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {
  private static final Option<Integer> WORKERS = Option.integer("pool.workers", 1, 8, "Workers.");
  private static final Option<Double> SHARE = Option.number("share", 0, 1, "A share.");
  private static final Option<Duration> WINDOW = Option.duration("window", "1h", "A window.");
  private static final Option<Boolean> VERBOSE = Option.flag("verbose", "Says more.");
  private static final Option<String> NAME = Option.text("name", "elec2", "A name.");
  private static final Option<List<String>> COLUMNS = Option.list("columns", "a,b", "Columns.");

  enum Mode {
    WHOLE_LOOP,
    MONITOR_ONLY
  }

  private static final Option<Mode> MODE = Option.oneOf("mode", Mode.class, "What runs.");

  @Test
  void theMessageHoldsKeyValueAllowedAndExample() {
    assertThatThrownBy(() -> WORKERS.parse("9"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "pool.workers: '9' is not allowed; allowed: a whole number from 1 to 8; example:"
                + " pool.workers: 1");
    assertThatThrownBy(() -> MODE.parse("loop"))
        .hasMessage(
            "mode: 'loop' is not allowed; allowed: one of whole-loop, monitor-only; example:"
                + " mode: whole-loop");
    assertThatThrownBy(() -> Options.empty().get(WINDOW))
        .hasMessage(
            "window is missing; allowed: a time span in ms, s, m, h or d; example: window: 1h");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0", "9", "1.5", "four", "99999999999"})
  void refusesOtherIntegers(String text) {
    assertThatThrownBy(() -> WORKERS.parse(text)).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-0.1", "1.1", "NaN", "Infinity", "half"})
  void refusesOtherNumbers(String text) {
    assertThatThrownBy(() -> SHARE.parse(text)).isInstanceOf(ConfigException.class);
  }

  @Test
  void anUnboundedNumberIsStillFinite() {
    Option<Double> option = Option.number("rate", 0, Double.POSITIVE_INFINITY, "A rate.");
    assertThat(option.parse("1e9")).isEqualTo(1e9);
    assertThat(option.allowed()).isEqualTo("a number, at least 0.0");
    assertThatThrownBy(() -> option.parse("Infinity")).isInstanceOf(ConfigException.class);
    assertThat(Option.integer("n", 1, Integer.MAX_VALUE, "").allowed())
        .isEqualTo("a whole number, at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1.5h", "1 week", "1s 2s", "9999999999d"})
  void refusesOtherSpans(String text) {
    assertThatThrownBy(() -> WINDOW.parse(text)).isInstanceOf(ConfigException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S, 500ms", "90s, PT1M30S, 90s", "60s, PT1M, 1m", "15 m, PT15M, 15m",
    "48h, PT48H, 2d", "0s, PT0S, 0ms", "999999999d, PT23999999976H, 999999999d", "36h, PT36H, 36h"
  })
  void readsAndSpellsSpans(String text, Duration span, String spelling) {
    assertThat(WINDOW.parse(text)).isEqualTo(span);
    assertThat(Durations.format(span)).isEqualTo(spelling);
    assertThat(Durations.parse(spelling)).isEqualTo(span);
  }

  @Test
  void readsFlagsEnumsListsAndTexts() {
    assertThat(VERBOSE.parse("True")).isTrue();
    assertThat(VERBOSE.parse("false")).isFalse();
    assertThatThrownBy(() -> VERBOSE.parse("maybe")).isInstanceOf(ConfigException.class);
    assertThat(MODE.parse("monitor-only")).isEqualTo(Mode.MONITOR_ONLY);
    assertThat(COLUMNS.parse(" a , b,, c ")).containsExactly("a", "b", "c");
    assertThat(COLUMNS.parse("")).isEmpty();
    assertThat(NAME.parse(" elec2 ")).isEqualTo("elec2");
    assertThatThrownBy(() -> NAME.parse("  ")).isInstanceOf(ConfigException.class);
  }

  @Test
  void aDefaultIsHeldAgainstTheRangeToo() {
    assertThat(WORKERS.defaultTo("4").defaultValue()).contains(4);
    assertThat(WORKERS.defaultTo("4").example()).isEqualTo("4");
    assertThat(WORKERS.defaultTo("4").example("2").example()).isEqualTo("2");
    assertThatThrownBy(() -> WORKERS.defaultTo("9")).isInstanceOf(ConfigException.class);
  }
}
