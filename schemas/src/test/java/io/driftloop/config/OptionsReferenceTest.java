package io.driftloop.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsReferenceTest {

  @Test
  void everyReaderHasATableOfItsOptions() {
    Map<String, List<Option<?>>> options = new LinkedHashMap<>();
    options.put(
        "scoring",
        List.of(
            Option.text("models.uri", "file:///models", "Where models\nlie."),
            Option.duration("window", "1h", "Size of a|the window.").defaultTo("60m")));
    options.put("worker", List.of(Option.list("tags", "a,b", "Tags.").defaultTo("")));
    assertThat(OptionsReference.render(options))
        .isEqualTo(
            """
            # Configuration reference

            ## scoring

            | key | allowed | default | example | what it is for |
            |---|---|---|---|---|
            | `models.uri` | a text | *required* | `file:///models` | Where models lie. |
            | `window` | a time span in ms, s, m, h or d | `1h` | `60m` | Size of a\\|the window. |

            ## worker

            | key | allowed | default | example | what it is for |
            |---|---|---|---|---|
            | `tags` | a list of texts | *empty* | *empty* | Tags. |
            """);
  }

  @Test
  void noOptionsAreAPageWithoutTables() {
    assertThat(OptionsReference.render(Map.of())).isEqualTo("# Configuration reference\n");
  }
}
