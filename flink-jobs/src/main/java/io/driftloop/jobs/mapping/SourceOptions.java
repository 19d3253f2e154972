package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import io.driftloop.config.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * How the records of a source are written: the options of {@code predictions} or of {@code labels},
 * which are the same but for their prefix. What they hold stands in {@code PREFIX.map}; see {@link
 * PredictionMapping} and {@link LabelMapping}.
 */
public record SourceOptions(
    Option<SourceFormat> format,
    Option<String> schemaFile,
    Option<AvroHeader> avroHeader,
    Option<TimeFormat> timeFormat) {

  public static final SourceOptions PREDICTIONS = of("predictions");
  public static final SourceOptions LABELS = of("labels");

  /** Whose feature schema the mappings are checked against. */
  public static final Option<String> FEATURE_SCHEMA =
      Option.text(
          "mapping.feature-schema",
          "elec2/v1",
          "The published model version, as MODEL/VERSION, whose feature schema names the features"
              + " and classes that the mappings map.");

  private static SourceOptions of(String prefix) {
    return new SourceOptions(
        Option.oneOf(
                prefix + ".format",
                SourceFormat.class,
                "How the records are written: as Driftloop's own, or in a foreign format that "
                    + prefix
                    + ".map maps.")
            .defaultTo("driftloop"),
        Option.text(
            prefix + ".schema-file",
            "config/foreign.avsc",
            "The Avro schema that the records are written with; for format avro only."),
        Option.oneOf(
                prefix + ".avro-header",
                AvroHeader.class,
                "What stands before an Avro record: nothing, a schema registry's zero and schema"
                    + " id, or a single-object header. It is not read.")
            .defaultTo("none"),
        Option.oneOf(prefix + ".time-format", TimeFormat.class, "How the records write their time.")
            .defaultTo("epoch-ms"));
  }

  public List<Option<?>> all() {
    return List.of(format, schemaFile, avroHeader, timeFormat);
  }

  /** Whether the source's records need a mapping. */
  public boolean foreign(Options options) {
    return options.get(format) != SourceFormat.DRIFTLOOP;
  }

  DocumentFormat documents(Options options) {
    return switch (options.get(format)) {
      case JSON -> new JsonFormat();
      case AVRO -> new AvroFormat(readSchema(options), options.get(avroHeader));
      case DRIFTLOOP ->
          throw new ConfigException(
              "%s: 'driftloop' has nothing to map; allowed with a mapping: json, avro; example: %s:"
                      .formatted(format.key(), format.key())
                  + " json");
    };
  }

  private Schema readSchema(Options options) {
    Path file = Path.of(options.get(schemaFile));
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException | SchemaParseException e) {
      throw new ConfigException(
          "%s: '%s' is not allowed (%s); allowed: a readable file that holds one Avro schema;"
                  .formatted(schemaFile.key(), file, e.getMessage())
              + " example: %s: %s".formatted(schemaFile.key(), schemaFile.example()));
    }
  }
}
