package io.driftloop.jobs.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.yaml.snakeyaml.Yaml;

/** What {@code deploy/} gives to who runs a cluster. */
final class Deployed {
  private static final Path FOLDER = Path.of("..", "deploy");
  private static final Pattern SELECTOR = Pattern.compile("(flink_\\w+)(?:\\{([^}]*)\\})?");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|=)\"([^\"]*)\"");

  private Deployed() {}

  /** A metric that a query reads, and which of its samples. */
  record Selector(String metric, String matchers) {
    boolean meets(Map<String, String> labels) {
      return MATCHER
          .matcher(matchers)
          .results()
          .allMatch(
              match -> {
                String value = labels.getOrDefault(match.group(1), "");
                return match.group(2).equals("=")
                    ? value.equals(match.group(3))
                    : value.matches(match.group(3));
              });
    }
  }

  /** The settings that Flink's configuration is to end with. */
  static Configuration flink() throws IOException {
    Map<String, Object> settings = yaml("flink", "metrics.yaml");
    Configuration configuration = new Configuration();
    settings.forEach((key, value) -> configuration.setString(key, String.valueOf(value)));
    return configuration;
  }

  /** Every metric that a panel of the dashboard reads. */
  static List<Selector> dashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(FOLDER.resolve("grafana/driftloop.json").toFile());
    return selectors(dashboard.findValues("expr").stream().map(JsonNode::asText));
  }

  /** Every metric that an alert rule reads. */
  @SuppressWarnings("unchecked")
  static List<Selector> alerts() throws IOException {
    var groups = (List<Map<String, Object>>) yaml("prometheus", "alerts.yml").get("groups");
    return selectors(
        groups.stream()
            .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
            .map(rule -> rule.get("expr").toString()));
  }

  private static Map<String, Object> yaml(String... path) throws IOException {
    return new Yaml().load(Files.readString(FOLDER.resolve(String.join("/", path))));
  }

  private static List<Selector> selectors(Stream<String> expressions) {
    return expressions
        .flatMap(expression -> SELECTOR.matcher(expression).results())
        .map(match -> new Selector(match.group(1), match.group(2) == null ? "" : match.group(2)))
        .distinct()
        .toList();
  }
}
