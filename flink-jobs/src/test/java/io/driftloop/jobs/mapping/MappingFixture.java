package io.driftloop.jobs.mapping;

import io.driftloop.config.Options;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A small model and a foreign producer's mapping to it, to be changed key by key. */
final class MappingFixture {
  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              Feature.numeric("price", "AUD"),
              Feature.numeric("demand", "MW"),
              Feature.categorical("region", List.of("north", "south"))),
          List.of("UP", "DOWN"));

  static final String PREDICTION =
      """
      {"request_id": 42, "at": "2026-05-01T12:00:00.250+02:00",
       "input": {"price": 1.5, "demand": "20", "region": "south", "tariff": "night"},
       "output": {"up": 0.75, "down": 0.25}}
      """;

  private final Map<String, String> values = new HashMap<>();

  static MappingFixture predictions() {
    return new MappingFixture()
        .with("predictions.format", "json")
        .with("predictions.time-format", "iso-8601")
        .with("predictions.map.id", "$.request_id")
        .with("predictions.map.model", "=elec2")
        .with("predictions.map.version", "=v1")
        .with("predictions.map.time", "$.at")
        .with("predictions.map.features.price", "$.input.price")
        .with("predictions.map.features.demand", "$.input.demand")
        .with("predictions.map.features.region", "$.input.region")
        .with("predictions.map.scores.UP", "$.output.up")
        .with("predictions.map.scores.DOWN", "$.output.down")
        .with("predictions.map.segments.tariff", "$.input.tariff");
  }

  static MappingFixture labels() {
    return new MappingFixture()
        .with("labels.format", "json")
        .with("labels.time-format", "epoch-s")
        .with("labels.map.id", "$.ref")
        .with("labels.map.model", "=elec2")
        .with("labels.map.label", "$.truth")
        .with("labels.map.known-at", "$.when");
  }

  MappingFixture with(String key, String value) {
    values.put(key, value);
    return this;
  }

  MappingFixture without(String key) {
    values.remove(key);
    return this;
  }

  Options options() {
    return Options.of(values);
  }

  PredictionMapping predictionMapping() {
    return PredictionMapping.of(options(), SCHEMA);
  }

  LabelMapping labelMapping() {
    return LabelMapping.of(options(), SCHEMA);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
