package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.serving.FeatureSchema;
import java.io.Serializable;
import java.util.HashMap;

/**
 * Turns a foreign producer's labels into ours. The section {@code labels.map} says where things
 * lie: {@code id} (the prediction's), {@code model}, {@code label} and, where wanted, {@code
 * labeler}, each a path or {@code =text}; {@code known-at}, a path to when the label became known,
 * written as {@code labels.time-format} says. {@code labels.classes.VALUE: CLASS} renames a value
 * to a class of the model; a value without a name stays as it is.
 *
 * <p>An instance belongs to one thread; each task has its own copy.
 */
public final class LabelMapping implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The sections of the configuration whose keys the mapping reads. */
  public static final String SECTION = "labels.map";

  public static final String CLASSES_SECTION = "labels.classes";

  private final DocumentFormat format;
  private final FieldSource id;
  private final FieldSource model;
  private final FieldSource label;
  private final FieldSource labeler;
  private final FieldPath knownAt;
  private final TimeFormat timeFormat;
  private final HashMap<String, String> classes;

  private LabelMapping(Options options, FeatureSchema schema) {
    format = SourceOptions.LABELS.documents(options);
    timeFormat = options.get(SourceOptions.LABELS.timeFormat());
    MappingSection section = new MappingSection(options, SECTION, format);
    id = section.source("id");
    model = section.source("model");
    label = section.source("label");
    knownAt = section.path("known-at");
    labeler = section.optionalSource("labeler").orElse(FieldSource.constant(""));
    section.refuseOthers();
    classes = new HashMap<>(options.section(CLASSES_SECTION));
    classes.forEach((value, name) -> requireClass(value, name, schema));
  }

  private static void requireClass(String value, String name, FeatureSchema schema) {
    if (!schema.classes().contains(name)) {
      throw new ConfigException(
          "%s.%s: '%s' is not allowed; allowed: one of %s; example: %s.%s: %s"
              .formatted(
                  CLASSES_SECTION,
                  value,
                  name,
                  String.join(", ", schema.classes()),
                  CLASSES_SECTION,
                  value,
                  schema.classes().get(0)));
    }
  }

  /**
   * The mapping that a configuration describes.
   *
   * @param schema the names of the model's classes
   * @throws ConfigException where a key is missing or unknown, or a value is renamed to no class
   */
  public static LabelMapping of(Options options, FeatureSchema schema) {
    return new LabelMapping(options, schema);
  }

  /**
   * The row that a foreign record means. Whether its label is a class is judged where every label's
   * is.
   *
   * @throws UndecodableException where the bytes are no record of the source's format
   * @throws UnmappableException where something that the mapping needs is missing or is of another
   *     type
   */
  public LabelRow map(byte[] bytes) throws UndecodableException, UnmappableException {
    Object document = format.read(bytes);
    LabelRow row = new LabelRow();
    row.id = id.text(document);
    row.model = model.text(document);
    String value = label.text(document);
    row.label = classes.getOrDefault(value, value);
    row.labeler = labeler.text(document);
    row.knownAt = timeFormat.millis(knownAt, document);
    return row;
  }
}
