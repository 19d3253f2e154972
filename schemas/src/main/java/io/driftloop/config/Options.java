package io.driftloop.config;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The values of a configuration, by dotted key. Nested YAML maps become dotted keys and lists
 * become texts joined by commas, so that a file, the command line and a test all say the same thing
 * in the same way.
 */
public final class Options implements Serializable {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> values;

  private Options(Map<String, String> values) {
    this.values = new TreeMap<>(values);
  }

  public static Options empty() {
    return new Options(Map.of());
  }

  public static Options of(Map<String, String> values) {
    return new Options(values);
  }

  /**
   * Reads a YAML file.
   *
   * @throws ConfigException where the file cannot be read or is no YAML map
   */
  public static Options load(Path file) {
    if (Files.isDirectory(file)) {
      throw new ConfigException("%s is a directory and no configuration file".formatted(file));
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      return parse(reader, file.toString());
    } catch (NoSuchFileException e) {
      throw new ConfigException("there is no configuration file %s".formatted(file));
    } catch (IOException e) {
      throw new ConfigException(
          "cannot read the configuration file %s: %s".formatted(file, e.getMessage()));
    }
  }

  static Options parse(Reader reader, String name) {
    return new Options(YamlTexts.read(reader, name));
  }

  /**
   * The value of an option, or its default.
   *
   * @throws ConfigException where the value is not allowed, or is missing and has no default
   */
  public <T> T get(Option<T> option) {
    String text = values.get(option.key());
    if (text != null) {
      return option.parse(text);
    }
    return option.defaultValue().orElseThrow(() -> ConfigException.missing(option));
  }

  public boolean has(Option<?> option) {
    return values.containsKey(option.key());
  }

  /** Everything below a key, without its prefix: for maps whose keys the user chooses. */
  public Map<String, String> section(String key) {
    String prefix = key + ".";
    Map<String, String> section = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            section.put(name.substring(prefix.length()), value);
          }
        });
    return section;
  }

  /** These options with others laid over them. */
  public Options with(Map<String, String> over) {
    Map<String, String> merged = new LinkedHashMap<>(values);
    merged.putAll(over);
    return new Options(merged);
  }

  public Options with(Option<?> option, Object value) {
    return with(Map.of(option.key(), Option.spell(value)));
  }

  /**
   * Refuses keys that nobody reads, because a misspelt key would otherwise be a default in silence.
   *
   * @param known the options that are read
   * @param sections keys whose content the user chooses
   * @throws ConfigException naming the first unknown key
   */
  public Options requireKnown(Collection<Option<?>> known, Set<String> sections) {
    Set<String> keys = known.stream().map(Option::key).collect(Collectors.toSet());
    for (String key : values.keySet()) {
      boolean inSection = sections.stream().anyMatch(section -> key.startsWith(section + "."));
      if (!keys.contains(key) && !inSection) {
        throw new ConfigException(
            "%s is no known key; known keys: %s"
                .formatted(key, keys.stream().sorted().collect(Collectors.joining(", "))));
      }
    }
    return this;
  }

  public Map<String, String> asMap() {
    return Map.copyOf(values);
  }
}
