package io.driftloop.jobs.mapping;

import static io.driftloop.jobs.mapping.MappingFixture.PREDICTION;
import static io.driftloop.jobs.mapping.MappingFixture.bytes;
import static io.driftloop.jobs.mapping.MappingFixture.predictions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.PredictionRow;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionMappingTest {
  private final PredictionMapping mapping = predictions().predictionMapping();

  @Test
  void mapsAForeignRecord() throws Exception {
    PredictionRow row = mapping.map(bytes(PREDICTION));

    assertThat(row.id).isEqualTo("42");
    assertThat(row.model).isEqualTo("elec2");
    assertThat(row.modelVersion).isEqualTo("v1");
    assertThat(row.variant).isEqualTo(Variant.CHAMPION);
    assertThat(row.eventTime).isEqualTo(1_777_629_600_250L);
    assertThat(row.features).containsExactly(1.5f, 20f, 1f);
    assertThat(row.scores).containsExactly(0.75f, 0.25f);
    assertThat(row.segments).isEqualTo(Map.of("tariff", "night"));
  }

  @Test
  void survivesBeingSentToATask() throws Exception {
    mapping.map(bytes(PREDICTION));

    PredictionRow row = InstantiationUtil.clone(mapping).map(bytes(PREDICTION));

    assertThat(row.features).containsExactly(1.5f, 20f, 1f);
  }

  @Test
  void takesTheEmbeddingWhereThereIsOne() throws Exception {
    PredictionMapping embedding =
        predictions().with("predictions.map.embedding", "$.hidden").predictionMapping();
    assertThat(embedding.map(bytes(withHidden("[1, -2.5, \"3\"]"))).embedding)
        .containsExactly(1f, -2.5f, 3f);
    assertThat(embedding.map(bytes(PREDICTION)).embedding).isNull();
    assertThat(mapping.map(bytes(withHidden("[1]"))).embedding).isNull();
    for (String bad : List.of("7", "{}", "[1, null]", "[[1]]", "[\"x\"]")) {
      assertThatThrownBy(() -> embedding.map(bytes(withHidden(bad))))
          .as(bad)
          .isInstanceOf(RejectedException.class)
          .hasMessageStartingWith("$.hidden: '");
    }
  }

  private static String withHidden(String embedding) {
    return PREDICTION.replaceFirst("\\{", "{\"hidden\": " + embedding + ",");
  }

  @Test
  void takesModelAndVersionFromTheRecordWhereAsked() throws Exception {
    PredictionRow row =
        predictions()
            .with("predictions.map.model", "$.m.name")
            .with("predictions.map.version", "$.m.build")
            .predictionMapping()
            .map(bytes(PREDICTION.replaceFirst("\\{", "{\"m\": {\"name\": \"x\", \"build\": 7},")));

    assertThat(row.model).isEqualTo("x");
    assertThat(row.modelVersion).isEqualTo("7");
  }

  @ParameterizedTest
  @CsvSource({"UP, 0.75, 0.25", "DOWN, 0.25, 0.75"})
  void splitsTheProbabilityOfOneOfTwoClasses(String positive, float up, float down)
      throws Exception {
    PredictionRow row =
        predictions()
            .without("predictions.map.scores.UP")
            .without("predictions.map.scores.DOWN")
            .with("predictions.map.score", "$.output.up")
            .with("predictions.map.positive-class", positive)
            .predictionMapping()
            .map(bytes(PREDICTION));

    assertThat(row.scores).containsExactly(up, down);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"price\": null, \"region\": null}",
        "{}",
        "null",
        "{\"price\": NaN, \"demand\": null}"
      })
  void readsAbsentFeaturesAsMissing(String input) throws Exception {
    PredictionRow row = mapping.map(bytes(withInput(input)));

    assertThat(row.features).containsExactly(Float.NaN, Float.NaN, Float.NaN);
    assertThat(row.segments).isEmpty();
  }

  @Test
  void givesAnUnseenCategoryItsOwnIndex() throws Exception {
    assertThat(mapping.map(bytes(withInput("{\"region\": \"west\"}"))).features[2]).isEqualTo(2f);
    assertThat(mapping.map(bytes(withInput("{\"region\": \"north\"}"))).features[2]).isEqualTo(0f);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"request_id\": 42 | \"request\": 42 | $.request_id is missing",
        "\"request_id\": 42 | \"request_id\": null | $.request_id is missing",
        "\"request_id\": 42 | \"request_id\": [1] | $.request_id: '[1]' is no text",
        "\"price\": 1.5 | \"price\": \"dear\" | $.input.price: 'dear' is no number",
        "\"price\": 1.5 | \"price\": {} | $.input.price: '{}' is no number",
        "\"price\": 1.5 | \"price\": true | $.input.price: 'true' is no number",
        "\"region\": \"south\" | \"region\": [] | $.input.region: '[]' is no text",
        "\"up\": 0.75 | \"other\": 0.75 | $.output.up is missing",
        "\"up\": 0.75 | \"up\": \"high\" | $.output.up: 'high' is no number",
        "2026-05-01T12 | yesterday | $.at: 'yesterday",
        "\"tariff\": \"night\" | \"tariff\": {} | $.input.tariff: '{}' is no text"
      })
  void refusesARecordThatDoesNotFitAndNamesThePath(String part, String other, String message) {
    assertThat(PREDICTION).contains(part);

    assertThatThrownBy(() -> mapping.map(bytes(PREDICTION.replace(part, other))))
        .isInstanceOf(RejectedException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"a\": 1} x", "not json", "{'a': 1}"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatThrownBy(() -> mapping.map(bytes(text))).isInstanceOf(UndecodableException.class);
  }

  @Test
  void refusesARecordWithoutAValue() {
    assertThatThrownBy(() -> mapping.map(null))
        .isInstanceOf(UndecodableException.class)
        .hasMessage("the record is empty");
  }

  @Test
  void keepsScoresThatAreNoProbabilitiesForTheOneCheck() throws Exception {
    PredictionRow row = mapping.map(bytes(PREDICTION.replace("0.75", "NaN")));

    assertThat(row.scores).containsExactly(Float.NaN, 0.25f);
  }

  @Test
  void shortensWhatItShowsOfALongValue() {
    String record = PREDICTION.replace("1.5", "\"" + "x".repeat(10_000) + "\"");

    assertThatThrownBy(() -> mapping.map(bytes(record)))
        .isInstanceOf(RejectedException.class)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(120));
  }

  private static String withInput(String input) {
    return "{\"request_id\": 42, \"at\": \"2026-05-01T10:00:00Z\", \"input\": %s,".formatted(input)
        + " \"output\": {\"up\": 1, \"down\": 0}}";
  }
}
