package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.Home;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayConfigTest {
  /** Thursday 2026-01-01 and the day after, every twelve hours. */
  private static final String TABLE =
      """
      when,price,kind,country,class
      2026-01-01 00:00,1.5,a,nl,DOWN
      2026-01-01 12:00,2.0,b,nl,UP
      2026-01-02 00:00,,a,de,UP
      2026-01-02 12:00,1.0,c,de,DOWN
      """;

  private static final Options OPTIONS =
      Options.of(
          Map.ofEntries(
              Map.entry("model", "m"),
              Map.entry("first-model-rows", "3"),
              Map.entry("label.column", "class"),
              Map.entry("time.column", "when"),
              Map.entry("time.format", "yyyy-MM-dd HH:mm"),
              Map.entry("features.time-of-day", "true"),
              Map.entry("features.day-of-week", "true"),
              Map.entry("features.categorical", "kind"),
              Map.entry("features.differences", "price"),
              Map.entry("features.label-lags", "1,2"),
              Map.entry("segments", "country")));

  @Test
  void derivedFeaturesAreThoseOfAHandCalculation() {
    ReplayData data = apply(TABLE, OPTIONS);

    assertThat(data.schema().names())
        .containsExactly(
            "time-of-day", "day-of-week", "price", "kind", "price-change", "label-1", "label-2");
    assertThat(data.schema().classes()).containsExactly("DOWN", "UP");
    float none = Float.NaN;
    assertThat(features(data, 0)).containsExactly(0f, 3f, 1.5f, 0f, none, none, none);
    assertThat(features(data, 1)).containsExactly(12f, 3f, 2f, 1f, .5f, 0f, none);
    assertThat(features(data, 2)).containsExactly(0f, 4f, none, 0f, none, 1f, 0f);
    // Kind c is not in the first three rows: its index is one past the last known.
    assertThat(features(data, 3)).containsExactly(12f, 4f, 1f, 2f, none, 1f, 1f);
    assertThat(row(data, 3).segments()).containsExactly(Map.entry("country", "de"));
    assertThat(row(data, 3).label()).isEqualTo("DOWN");
  }

  @Test
  void aLabelIsKnownAtTheTimeOfALaterRowOrAfterASpan() {
    long hour = 3_600_000L;

    ReplayData byRows = apply(TABLE, OPTIONS.with(Map.of("label.delay", "1")));
    assertThat(row(byRows, 0).knownAt()).isEqualTo(row(byRows, 1).eventTime());
    assertThat(row(byRows, 3).knownAt()).isEqualTo(row(byRows, 3).eventTime() + 12 * hour);

    ReplayData bySpan =
        apply(TABLE, OPTIONS.with(Map.of("label.delay", "13h", "features.label-lags", "2")));
    assertThat(row(bySpan, 0).knownAt()).isEqualTo(row(bySpan, 0).eventTime() + 13 * hour);
    assertThat(bySpan.labelDelayRows()).isEqualTo(2);
  }

  @Test
  void withoutAListEveryColumnOfNoOtherUseIsANumber() {
    Options rate =
        Options.of(Map.of("model", "m", "first-model-rows", "1", "label.column", "class"));

    ReplayData data = apply("a,b,class\n1,2,x\n3,4,y\n", rate);

    assertThat(data.schema().names()).containsExactly("a", "b");
    assertThat(row(data, 1).eventTime() - row(data, 0).eventTime()).isEqualTo(60_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          label.column        | clas       | the data has no column clas; it has when
          label.delay         | soon       | label.delay: 'soon' is neither
          label.classes       | UP,OTHER   | label.classes: the data's classes are DOWN, UP
          features.label-lags | 0          | is not known yet; at least 1
          features.label-lags | one        | 'one' is no number of rows
          features.numeric    | country    | 'nl' in column country is no number
          time.format         | iso        | is no time of the format iso
          time.format         | bbb        | time.format: 'bbb' is no pattern
          first-model-rows    | 900000     | leaves nothing to replay
          lable.column        | class      | lable.column is no known key
          """)
  void aMistakeIsNamed(String key, String value, String message) {
    assertThatThrownBy(() -> apply(TABLE, OPTIONS.with(Map.of(key, value))))
        .isInstanceOfAny(ConfigException.class, ConsoleException.class)
        .hasMessageContaining(message);
  }

  @Test
  void timesThatKafkaCannotStoreAreRefused() {
    assertThatThrownBy(() -> apply(TABLE.replace("2026", "1949"), OPTIONS))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("Kafka knows no time before 1970");
  }

  @Test
  void rowsOutOfOrderAreRefused() {
    String unsorted = TABLE + "2025-12-31 00:00,1.0,c,de,DOWN\n";

    assertThatThrownBy(() -> apply(unsorted, OPTIONS))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("sort the file by its time column");
  }

  @Test
  void theShippedDataIsElec2InOneUnbrokenLine() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/data/elec2.csv.gz")) {
      ReplayData data =
          ReplayConfig.apply(
              CsvTable.read(in, "elec2"), Options.load(Home.file("config/demo-elec2.yaml")));

      assertThat(data.rows()).hasSize(45_312);
      assertThat(data.stream()).hasSize(40_812);
      assertThat(data.schema().width()).isEqualTo(11);
      assertThat(data.schema().classes()).containsExactly("DOWN", "UP");
      // A Tuesday at midnight; its first label is UP, and so is the one known at the second row.
      assertThat(data.rows().get(0).features()).startsWith(0f, 1f, 0.056443f).endsWith(Float.NaN);
      assertThat(data.rows().get(1).features()[8]).isEqualTo(1f);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "insects-gradual-balanced/insects_gradual_balanced.csv.gz, insects.yaml, 24150, 33, 6",
    "noaa-weather/noaa_weather.csv.gz, noaa-weather.yaml, 18159, 8, 2"
  })
  void theExampleConfigurationsFitTheirData(
      String file, String config, int rows, int features, int classes) {
    String root = System.getenv("DRIFTLOOP_DATA");
    Assumptions.assumeTrue(root != null, "DRIFTLOOP_DATA is not set: " + file + " is skipped");

    ReplayData data =
        ReplayConfig.apply(
            CsvTable.read(Path.of(root, file)),
            Options.load(Home.file("config/examples/" + config)));

    assertThat(data.rows()).hasSize(rows);
    assertThat(data.schema().width()).isEqualTo(features);
    assertThat(data.schema().classes()).hasSize(classes);
  }

  private static ReplayRow row(ReplayData data, int index) {
    return data.rows().get(index);
  }

  private static float[] features(ReplayData data, int index) {
    return row(data, index).features();
  }

  private static ReplayData apply(String table, Options options) {
    try {
      return ReplayConfig.apply(
          CsvTable.read(
              new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), "a test's table"),
          options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
