package io.driftloop.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.decision.DecisionOptions;
import io.driftloop.jobs.labels.LabelJoinOptions;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.scoring.ScoringOptions;
import io.driftloop.signals.SignalKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobMainTest {

  private static Options read(String... arguments) {
    return JobMain.options(arguments, ScoringOptions.ALL);
  }

  @Test
  void argumentsLieOverTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("c.yaml"), "scoring:\n  batch-rows: 7\n");
    assertThat(read("--config", file.toString()).get(ScoringOptions.BATCH_ROWS)).isEqualTo(7);
    assertThat(
            read("--scoring.batch-rows", "9", "--config", file.toString())
                .get(ScoringOptions.BATCH_ROWS))
        .isEqualTo(9);
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> read("--scoring.batch-row", "9"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("scoring.batch-row");
    assertThatThrownBy(() -> read("oops", "9"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("oops");
    assertThatThrownBy(() -> read("--window"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("--window");
  }

  @Test
  void keysOfAJobDifferAndExamplesAndDefaultsAreAllowed() {
    for (List<Option<?>> all :
        List.of(
            ScoringOptions.ALL, MonitorOptions.ALL, LabelJoinOptions.ALL, DecisionOptions.ALL)) {
      assertThat(all).extracting(Option::key).doesNotHaveDuplicates();
      for (Option<?> option : all) {
        Options set = Options.empty().with(Map.of(option.key(), option.example()));
        assertThat(set.get(option)).as(option.key()).isNotNull();
      }
    }
  }

  @Test
  void triggersAreKindsOfSignals() {
    Options options = Options.empty().with(DecisionOptions.TRIGGERS, Set.of(SignalKind.LOG_LOSS));
    assertThat(options.get(DecisionOptions.TRIGGERS)).containsExactly(SignalKind.LOG_LOSS);
    Stream.of("accurcy", "window-evaluated", "")
        .forEach(
            text ->
                assertThatThrownBy(
                        () ->
                            Options.empty()
                                .with(Map.of("retrain.triggers", text))
                                .get(DecisionOptions.TRIGGERS))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("retrain.triggers"));
  }
}
