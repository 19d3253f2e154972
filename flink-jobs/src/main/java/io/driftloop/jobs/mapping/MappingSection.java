package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the keys of a {@code PREFIX.map} section, each once, with one form of message for every
 * mistake: the key, its value, what is allowed, an example.
 */
final class MappingSection {
  private static final String PATH = "a path such as $.payload.price or $.rows[0]['a.b']";
  private static final String PATH_OR_CONSTANT = PATH + ", or =text for the same text every time";

  private final String prefix;
  private final Map<String, String> entries;
  private final Set<String> known = new LinkedHashSet<>();
  private final DocumentFormat format;

  MappingSection(Options options, String prefix, DocumentFormat format) {
    this.prefix = prefix;
    this.entries = options.section(prefix);
    this.format = format;
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The path of a key that must be there. */
  FieldPath path(String name) {
    return parse(name, require(name, PATH), FieldPath::parse, PATH);
  }

  /** The path of a key that may be there. */
  Optional<FieldPath> optionalPath(String name) {
    known.add(name);
    return has(name) ? Optional.of(path(name)) : Optional.empty();
  }

  /** The path or constant of a key that must be there. */
  FieldSource source(String name) {
    return parse(name, require(name, PATH_OR_CONSTANT), FieldSource::parse, PATH_OR_CONSTANT);
  }

  /** The path or constant of a key that may be there. */
  Optional<FieldSource> optionalSource(String name) {
    known.add(name);
    return has(name) ? Optional.of(source(name)) : Optional.empty();
  }

  /** The text of a key that must be one of some names. */
  String oneOf(String name, Collection<String> names) {
    String allowed = "one of " + String.join(", ", names);
    String value = require(name, allowed);
    if (!names.contains(value)) {
      throw invalid(name, value, allowed, names.iterator().next());
    }
    return value;
  }

  /** The paths below a key, by the names that the user chose. */
  Map<String, FieldPath> paths(String group) {
    Map<String, FieldPath> paths = new LinkedHashMap<>();
    for (String name : entries.keySet()) {
      if (name.startsWith(group + ".")) {
        paths.put(name.substring(group.length() + 1), path(name));
      }
    }
    return paths;
  }

  /**
   * Refuses keys that were not asked for: a misspelt name would otherwise be missing in silence.
   *
   * @throws ConfigException naming the first
   */
  void refuseOthers() {
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new ConfigException(
            "%s.%s: '%s' is not allowed, as nothing is called so; allowed: %s; example: %s.%s"
                .formatted(
                    prefix,
                    entry.getKey(),
                    entry.getValue(),
                    String.join(", ", known),
                    prefix,
                    known.iterator().next() + ": $.name"));
      }
    }
  }

  private String require(String name, String allowed) {
    known.add(name);
    String value = entries.get(name);
    if (value == null) {
      throw new ConfigException(
          "%s.%s is missing; allowed: %s; example: %s.%s: %s"
              .formatted(prefix, name, allowed, prefix, name, example(name)));
    }
    return value.trim();
  }

  private <T> T parse(String name, String text, Function<String, T> parser, String allowed) {
    T value;
    try {
      value = parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw invalid(name, text, allowed, example(name));
    }
    if (text.startsWith("$") && !format.mayHave(FieldPath.parse(text))) {
      String fields = "a path to a field of the Avro schema";
      throw invalid(name, text, fields, example(name));
    }
    return value;
  }

  private ConfigException invalid(String name, String value, String allowed, String example) {
    return new ConfigException(
        "%s.%s: '%s' is not allowed; allowed: %s; example: %s.%s: %s"
            .formatted(prefix, name, value, allowed, prefix, name, example));
  }

  private static String example(String name) {
    return "$." + name.substring(name.lastIndexOf('.') + 1).replace('-', '_');
  }
}
