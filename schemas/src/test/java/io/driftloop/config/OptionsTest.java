package io.driftloop.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
  private static final Option<String> SERVERS =
      Option.text("kafka.bootstrap-servers", "localhost:9092", "The brokers.");
  private static final Option<Duration> WINDOW =
      Option.duration("window", "1h", "A window.").defaultTo("1h");
  private static final Option<List<String>> COLUMNS = Option.list("columns", "a,b", "Columns.");

  private enum Mode {
    MONITOR_ONLY
  }

  @Test
  void flattensMapsAndJoinsLists() {
    Options options =
        parse("kafka:\n  bootstrap-servers: a:1,b:2\ncolumns: [x, y]\nempty:\nnone: ~\n");
    assertThat(options.get(SERVERS)).isEqualTo("a:1,b:2");
    assertThat(options.get(COLUMNS)).containsExactly("x", "y");
    assertThat(options.asMap()).containsOnlyKeys("kafka.bootstrap-servers", "columns");
  }

  @Test
  void textsStayAsTheyAreWritten() {
    Options options =
        parse("v: 1.10\nid: 007\nat: 12:30\nday: 2020-01-02\nn: 1_000\nf: yes\nx: 0x1F\n");
    assertThat(options.asMap())
        .isEqualTo(
            Map.of(
                "v", "1.10",
                "id", "007",
                "at", "12:30",
                "day", "2020-01-02",
                "n", "1_000",
                "f", "yes",
                "x", "0x1F"));
  }

  @Test
  void anAbsentKeyIsItsDefault() {
    assertThat(Options.empty().get(WINDOW)).isEqualTo(Duration.ofHours(1));
    assertThat(Options.empty().has(WINDOW)).isFalse();
    assertThat(Options.of(Map.of("window", "5m")).get(WINDOW)).isEqualTo(Duration.ofMinutes(5));
    assertThat(parse("").asMap()).isEmpty();
  }

  @Test
  void valuesOfAnyTypeAreLaidOver() {
    Option<Mode> mode = Option.oneOf("mode", Mode.class, "What runs.");
    Options options =
        Options.of(Map.of("window", "5m", "kept", "1"))
            .with(WINDOW, Duration.ofSeconds(90))
            .with(COLUMNS, List.of("a", "b"))
            .with(mode, Mode.MONITOR_ONLY);
    assertThat(options.get(WINDOW)).isEqualTo(Duration.ofSeconds(90));
    assertThat(options.get(COLUMNS)).containsExactly("a", "b");
    assertThat(options.get(mode)).isEqualTo(Mode.MONITOR_ONLY);
    assertThat(options.asMap()).containsEntry("kept", "1");
  }

  @Test
  void aSectionHoldsWhatIsBelowAKey() {
    Options options = parse("columns:\n  price: numeric\n  day: categorical\ncolumnsother: x\n");
    assertThat(options.section("columns"))
        .isEqualTo(Map.of("price", "numeric", "day", "categorical"));
    assertThat(options.section("none")).isEmpty();
  }

  @Test
  void unknownKeysAreRefused() {
    Options options = Options.of(Map.of("window", "5m", "windw", "5m", "columns.a", "x"));
    assertThatThrownBy(() -> options.requireKnown(List.of(WINDOW, SERVERS), Set.of("columns")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("windw is no known key; known keys: kafka.bootstrap-servers, window");
    Options known = Options.of(Map.of("window", "5m", "columns.a", "x"));
    assertThat(known.requireKnown(List.of(WINDOW), Set.of("columns"))).isSameAs(known);
  }

  @Test
  void mistakesInYamlAreNamedByTheirPlace() {
    assertThatThrownBy(() -> parse("a: 1\nb: [x\nc: 2\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml is not valid YAML: line 3, column 2:")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> parse("a: 1\na: 2\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("duplicate key a");
    assertThatThrownBy(() -> parse("just text"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml must hold keys and values");
    assertThatThrownBy(() -> parse("a: !!javax.script.ScriptEngineManager []"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> parse("a: \u0000"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("test.yaml is not valid YAML");
  }

  @Test
  void listsThatCannotBeSpelledAreRefused() {
    assertThatThrownBy(() -> parse("columns: [{a: b}]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("columns")
        .hasMessageContaining("{a=b}");
    assertThatThrownBy(() -> parse("columns: ['a,b']")).isInstanceOf(ConfigException.class);
  }

  @Test
  void filesAreLoadedOrNamed(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("job.yaml"), "window: 2h\n");
    assertThat(Options.load(file).get(WINDOW)).isEqualTo(Duration.ofHours(2));
    Path absent = directory.resolve("absent.yaml");
    assertThatThrownBy(() -> Options.load(absent))
        .isInstanceOf(ConfigException.class)
        .hasMessage("there is no configuration file " + absent);
    assertThatThrownBy(() -> Options.load(directory))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(directory.toString());
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Options.load(binary)).isInstanceOf(ConfigException.class);
  }

  private static Options parse(String yaml) {
    return Options.parse(new StringReader(yaml), "test.yaml");
  }
}
