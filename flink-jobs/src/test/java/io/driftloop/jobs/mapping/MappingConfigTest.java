package io.driftloop.jobs.mapping;

import static io.driftloop.jobs.mapping.MappingFixture.labels;
import static io.driftloop.jobs.mapping.MappingFixture.predictions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappingConfigTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id",
        "model",
        "version",
        "time",
        "features.price",
        "features.region",
        "scores.UP"
      })
  void asksForWhatIsNotMapped(String name) {
    MappingFixture fixture = predictions().without("predictions.map." + name);

    assertThatThrownBy(fixture::predictionMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("predictions.map.%s is missing; allowed: a path", name)
        .hasMessageContaining("example: predictions.map.%s: $.", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"features.pric", "scores.SIDEWAYS", "identity", "score"})
  void refusesNamesThatTheModelDoesNotHave(String name) {
    MappingFixture fixture = predictions().with("predictions.map." + name, "$.x");

    assertThatThrownBy(fixture::predictionMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("predictions.map.");
  }

  @Test
  void saysWhichFeaturesThereAre() {
    MappingFixture fixture = predictions().with("predictions.map.features.pric", "$.x");

    assertThatThrownBy(fixture::predictionMapping)
        .hasMessage(
            "predictions.map.features.pric: '$.x' is not allowed, as nothing is called so; allowed:"
                + " id, model, version, time, features.price, features.demand, features.region,"
                + " scores.UP, scores.DOWN, embedding, segments.tariff; example: predictions.map.id:"
                + " $.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"request_id", "$", "$..id", "="})
  void refusesWhatIsNoPath(String path) {
    MappingFixture fixture = predictions().with("predictions.map.time", path);

    assertThatThrownBy(fixture::predictionMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "predictions.map.time: '%s' is not allowed; allowed: a path such as $.payload.price or"
                + " $.rows[0]['a.b']; example: predictions.map.time: $.time",
            path);
  }

  @Test
  void refusesAPositiveClassThatIsNone() {
    MappingFixture fixture =
        predictions()
            .without("predictions.map.scores.UP")
            .without("predictions.map.scores.DOWN")
            .with("predictions.map.score", "$.p")
            .with("predictions.map.positive-class", "SIDEWAYS");

    assertThatThrownBy(fixture::predictionMapping)
        .hasMessage(
            "predictions.map.positive-class: 'SIDEWAYS' is not allowed; allowed: one of UP, DOWN;"
                + " example: predictions.map.positive-class: UP");
  }

  @Test
  void refusesASingleScoreOfThreeClasses() {
    FeatureSchema three =
        new FeatureSchema(List.of(Feature.numeric("price", "")), List.of("A", "B", "C"));
    Options options =
        predictions()
            .without("predictions.map.features.demand")
            .without("predictions.map.features.region")
            .with("predictions.map.score", "$.p")
            .options();

    assertThatThrownBy(() -> PredictionMapping.of(options, three))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("3 classes")
        .hasMessageContaining("example: predictions.map.scores.A: $.A");
  }

  @Test
  void refusesALabelThatIsRenamedToNoClass() {
    MappingFixture fixture = labels().with("labels.classes.1", "up");

    assertThatThrownBy(fixture::labelMapping)
        .hasMessage(
            "labels.classes.1: 'up' is not allowed; allowed: one of UP, DOWN; example:"
                + " labels.classes.1: UP");
  }

  @Test
  void refusesUnknownKeysOfLabels() {
    MappingFixture fixture = labels().with("labels.map.knownAt", "$.when");

    assertThatThrownBy(fixture::labelMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("labels.map.knownAt")
        .hasMessageContaining("allowed: id, model, label, known-at, labeler");
  }

  @Test
  void refusesToMapDriftloopsOwnFormat() {
    MappingFixture fixture = predictions().without("predictions.format");

    assertThat(SourceOptions.PREDICTIONS.foreign(fixture.options())).isFalse();
    assertThatThrownBy(fixture::predictionMapping)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("allowed with a mapping: json, avro");
  }

  @Test
  void takesTheSchemaOfThePublishedVersionThatIsNamed() {
    ModelCard card = new ModelCard("elec2", "v1", MappingFixture.SCHEMA, null, Map.of(), null);
    ModelCatalog catalog =
        (model, version) ->
            model.equals("elec2") && version.equals("v1") ? Optional.of(card) : Optional.empty();

    assertThat(MappedSchema.find(named("elec2/v1"), catalog)).isSameAs(MappingFixture.SCHEMA);
    assertThatThrownBy(() -> MappedSchema.find(named("elec2/v2"), catalog))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("'elec2/v2' is not published");
    assertThatThrownBy(() -> MappedSchema.find(named("elec2"), catalog))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("allowed: a published version as MODEL/VERSION");
  }

  @Test
  void saysThatTheStoreCannotBeRead() {
    ModelCatalog broken =
        (model, version) -> {
          throw new IOException("disk gone");
        };

    assertThatThrownBy(() -> MappedSchema.find(named("elec2/v1"), broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read (disk gone)");
  }

  private static Options named(String version) {
    return Options.of(Map.of("mapping.feature-schema", version));
  }
}
