package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.util.Optional;

/** Finds the feature schema that the mappings of a configuration are checked against. */
public final class MappedSchema {
  private MappedSchema() {}

  /**
   * The schema of the version that {@code mapping.feature-schema} names.
   *
   * @throws ConfigException where the key is missing, is no MODEL/VERSION, or names a version that
   *     is not published
   */
  public static FeatureSchema find(Options options, ModelCatalog catalog) {
    String value = options.get(SourceOptions.FEATURE_SCHEMA);
    int slash = value.lastIndexOf('/');
    if (slash < 1 || slash == value.length() - 1) {
      throw invalid(value, "is not allowed");
    }
    try {
      Optional<ModelCard> card =
          catalog.find(value.substring(0, slash), value.substring(slash + 1));
      return card.orElseThrow(() -> invalid(value, "is not published in the model store")).schema();
    } catch (IOException e) {
      throw invalid(value, "cannot be read (%s)".formatted(e.getMessage()));
    }
  }

  private static ConfigException invalid(String value, String why) {
    return new ConfigException(
        "%s: '%s' %s; allowed: a published version as MODEL/VERSION; example: %s: %s"
            .formatted(
                SourceOptions.FEATURE_SCHEMA.key(),
                value,
                why,
                SourceOptions.FEATURE_SCHEMA.key(),
                SourceOptions.FEATURE_SCHEMA.example()));
  }
}
