package io.driftloop.config;

import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as flat keys and the texts as they are written. YAML's own guessing of types would
 * turn version 1.10 into 1.1, 007 into 7 and 12:30 into 750; an option's parser knows better.
 */
final class YamlTexts {
  private YamlTexts() {}

  static Map<String, String> read(Reader reader, String name) {
    Object root;
    try {
      root = yaml().load(reader);
    } catch (MarkedYAMLException e) {
      throw new ConfigException(
          "%s is not valid YAML: line %d, column %d: %s"
              .formatted(
                  name,
                  e.getProblemMark().getLine() + 1,
                  e.getProblemMark().getColumn() + 1,
                  e.getProblem()));
    } catch (YAMLException e) {
      throw new ConfigException("%s is not valid YAML: %s".formatted(name, e.getMessage()));
    }
    Map<String, String> texts = new LinkedHashMap<>();
    if (root instanceof Map<?, ?> map) {
      flatten("", map, texts);
    } else if (root != null) {
      throw new ConfigException("%s must hold keys and values, such as kafka: {…}".formatted(name));
    }
    return texts;
  }

  private static Yaml yaml() {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    return new Yaml(
        new SafeConstructor(loading),
        new Representer(dumping),
        dumping,
        loading,
        new TextResolver());
  }

  private static void flatten(String prefix, Map<?, ?> map, Map<String, String> into) {
    map.forEach(
        (key, value) -> {
          String name = prefix + key;
          if (value instanceof Map<?, ?> nested) {
            flatten(name + ".", nested, into);
          } else if (value instanceof List<?> list) {
            into.put(name, join(name, list));
          } else if (value != null) {
            into.put(name, value.toString());
          }
        });
  }

  private static String join(String key, List<?> list) {
    StringJoiner joined = new StringJoiner(",");
    for (Object item : list) {
      if (!(item instanceof String text) || text.contains(",")) {
        throw new ConfigException(
            "%s: a list holds texts without commas, not '%s'; example: %s: [a, b]"
                .formatted(key, item, key));
      }
      joined.add(text);
    }
    return joined.toString();
  }

  /** Knows nothing but texts, nulls and merge keys. */
  private static final class TextResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
