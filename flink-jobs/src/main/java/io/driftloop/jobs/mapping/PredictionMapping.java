package io.driftloop.jobs.mapping;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.RejectedException;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.FeatureSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Turns a foreign producer's predictions into ours, so that a model which runs elsewhere can be
 * watched as it is. The section {@code predictions.map} says where things lie:
 *
 * <ul>
 *   <li>{@code id}, {@code model}, {@code version}: a path, or {@code =text} for a constant
 *   <li>{@code time}: a path; {@code predictions.time-format} says how it is written
 *   <li>{@code features.NAME}: a path for every feature of the model's schema; a category by its
 *       name; where a record has no value, the feature is missing
 *   <li>{@code scores.CLASS}: a path for every class, or {@code score} with {@code positive-class}
 *       for the probability of one of two
 *   <li>{@code embedding}: a path to a list of numbers, where there is one
 *   <li>{@code segments.NAME}: a path each, as many as wanted; left out where a record has none
 * </ul>
 *
 * An instance belongs to one thread; each task has its own copy.
 */
public final class PredictionMapping implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The section of the configuration whose keys the mapping reads. */
  public static final String SECTION = "predictions.map";

  private final DocumentFormat format;
  private final FieldSource id;
  private final FieldSource model;
  private final FieldSource version;
  private final FieldPath time;
  private final TimeFormat timeFormat;
  private final ArrayList<FeatureField> features = new ArrayList<>();
  private final ScoreFields scores;
  private final FieldPath embedding;
  private final HashMap<String, FieldPath> segments;

  private PredictionMapping(Options options, FeatureSchema schema) {
    format = SourceOptions.PREDICTIONS.documents(options);
    timeFormat = options.get(SourceOptions.PREDICTIONS.timeFormat());
    MappingSection section = new MappingSection(options, SECTION, format);
    id = section.source("id");
    model = section.source("model");
    version = section.source("version");
    time = section.path("time");
    for (FeatureSchema.Feature feature : schema.features()) {
      features.add(FeatureField.of(feature, section.path("features." + feature.name())));
    }
    scores = ScoreFields.of(section, schema);
    embedding = section.optionalPath("embedding").orElse(null);
    segments = new HashMap<>(section.paths("segments"));
    section.refuseOthers();
  }

  /**
   * The mapping that a configuration describes.
   *
   * @param schema the names and order of the model's features and classes
   * @throws io.driftloop.config.ConfigException where a feature or class is not mapped, a name is
   *     unknown, or a path is none of the Avro schema's
   */
  public static PredictionMapping of(Options options, FeatureSchema schema) {
    return new PredictionMapping(options, schema);
  }

  /**
   * The row that a foreign record means.
   *
   * @throws UndecodableException where the bytes are no record of the source's format
   * @throws RejectedException where something that the mapping needs is missing or is of another
   *     type
   */
  public PredictionRow map(byte[] bytes) throws UndecodableException, RejectedException {
    Object document = format.read(bytes);
    PredictionRow row = new PredictionRow();
    row.id = id.text(document);
    row.model = model.text(document);
    row.modelVersion = version.text(document);
    row.eventTime = timeFormat.millis(time, document);
    row.features = new float[features.size()];
    for (int i = 0; i < row.features.length; i++) {
      row.features[i] = features.get(i).read(document);
    }
    row.scores = scores.read(document);
    row.embedding = embedding == null ? null : Values.numbers(embedding, document);
    row.segments = readSegments(document);
    return row;
  }

  private Map<String, String> readSegments(Object document) throws RejectedException {
    Map<String, String> values = new HashMap<>();
    for (Map.Entry<String, FieldPath> segment : segments.entrySet()) {
      Object value = segment.getValue().find(document);
      if (value != null) {
        values.put(segment.getKey(), Values.textOf(segment.getValue(), value));
      }
    }
    return values;
  }
}
