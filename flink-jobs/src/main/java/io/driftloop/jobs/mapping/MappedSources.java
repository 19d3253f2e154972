package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.FeatureSchema;
import java.io.IOException;

/**
 * The topics that people outside produce, as their configuration says they are written. Reads the
 * model store while the job is built, so that a wrong mapping stops it before it starts.
 */
public final class MappedSources {
  private MappedSources() {}

  /**
   * The predictions.
   *
   * @throws ConfigException where the mapping is wrong
   */
  public static RecordKind<PredictionRow> predictions(Options options, CatalogFactory catalog) {
    RecordKind<PredictionRow> ours = RecordKinds.PREDICTIONS;
    String topic = options.get(SourceOptions.PREDICTIONS.topic());
    if (!SourceOptions.PREDICTIONS.foreign(options)) {
      return ours.readFrom(topic, ours.decoder());
    }
    PredictionMapping mapping = PredictionMapping.of(options, schema(options, catalog));
    return ours.readFrom(topic, () -> mapping::map);
  }

  /**
   * The labels.
   *
   * @throws ConfigException where the mapping is wrong
   */
  public static RecordKind<LabelRow> labels(Options options, CatalogFactory catalog) {
    RecordKind<LabelRow> ours = RecordKinds.LABELS;
    String topic = options.get(SourceOptions.LABELS.topic());
    if (!SourceOptions.LABELS.foreign(options)) {
      return ours.readFrom(topic, ours.decoder());
    }
    LabelMapping mapping = LabelMapping.of(options, schema(options, catalog));
    return ours.readFrom(topic, () -> mapping::map);
  }

  private static FeatureSchema schema(Options options, CatalogFactory catalog) {
    try {
      return MappedSchema.find(options, catalog.create());
    } catch (IOException e) {
      throw new ConfigException(
          "%s: '%s' cannot be read (%s); allowed: the URI of a model store; example: %s: %s"
              .formatted(
                  JobOptions.MODELS_URI.key(),
                  options.get(JobOptions.MODELS_URI),
                  e.getMessage(),
                  JobOptions.MODELS_URI.key(),
                  JobOptions.MODELS_URI.example()));
    }
  }
}
