package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.console.replay.ReplayOptions;
import io.driftloop.console.stack.LoopOptions;
import io.driftloop.jobs.decision.DecisionOptions;
import io.driftloop.jobs.labels.LabelJoinOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.scoring.ScoringOptions;
import io.driftloop.retrain.RetrainOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files that people copy must hold nothing but keys that are read and values that are allowed.
 */
class ConfigFilesTest {
  private static final Path CONFIG = Path.of("..", "config");

  static Stream<Arguments> files() {
    return Stream.of(
        Arguments.of("scoring.yaml", ScoringOptions.ALL),
        Arguments.of("prediction-monitor.yaml", MonitorOptions.ALL),
        Arguments.of("label-join.yaml", LabelJoinOptions.ALL),
        Arguments.of("examples/monitor-only.yaml", MonitorOptions.ALL),
        Arguments.of("examples/monitor-only.yaml", LabelJoinOptions.ALL),
        Arguments.of("retrain-decision.yaml", DecisionOptions.ALL),
        Arguments.of("retrain-worker.yaml", RetrainOptions.ALL));
  }

  @ParameterizedTest
  @MethodSource("files")
  void holdsKnownKeysAndAllowedValues(String file, List<Option<?>> known) {
    Options options = Options.load(CONFIG.resolve(file));

    assertThat(options.requireKnown(known, SourceOptions.SECTIONS).asMap()).isNotEmpty();
    known.stream().filter(options::has).forEach(options::get);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-elec2.yaml",
        "examples/insects.yaml",
        "examples/monitor-only-replay.yaml",
        "examples/noaa-weather.yaml"
      })
  void ofAReplayHoldsALoopThatTheStackStartsWithToo(String file) {
    Options options = Options.load(CONFIG.resolve(file));

    options.requireKnown(ReplayOptions.ALL, ReplayOptions.SECTIONS);
    ReplayOptions.ALL.stream().filter(options::has).forEach(options::get);
    assertThat(LoopOptions.check(Options.of(options.section("loop"))).asMap()).isNotEmpty();
  }
}
