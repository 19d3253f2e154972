package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import io.driftloop.config.Options;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainWorkersTest {
  @Test
  void opensLocalDirectoriesOnly(@TempDir Path folder) throws Exception {
    assertThat(RetrainWorkers.store(folder.toUri().toString()).models()).isEmpty();
    for (String uri : List.of("s3://bucket/models", "not an uri", "relative")) {
      assertThatThrownBy(() -> RetrainWorkers.store(uri))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("models.uri: '%s' is no local directory".formatted(uri));
    }
  }

  @Test
  void settingsComeFromOptions() {
    TrainingSettings defaults = TrainingSettings.of(Options.empty());
    assertThat(defaults)
        .isEqualTo(new TrainingSettings(List.of(64, 64), .001, 0, 64, 100, 10, 42, 200, .1, .1));
    assertThat(defaults.reference()).isEqualTo(ReferenceSettings.PLAIN);
    Options options =
        Options.of(Map.of("train.hidden-layers", "8, 4", "reference.season", "day-of-week"));
    assertThat(TrainingSettings.of(options).reference().season())
        .isEqualTo(ReferenceSeason.DAY_OF_WEEK);
    assertThat(TrainingSettings.of(options).hiddenLayers()).containsExactly(8, 4);
    for (String layers : List.of("0", "x", "5000", "8,,8")) {
      Options wrong = Options.of(Map.of("train.hidden-layers", layers));
      assertThatThrownBy(() -> TrainingSettings.of(wrong)).isInstanceOf(ConfigException.class);
    }
  }

  @Test
  void optionsHaveKeysOfTheirOwn() {
    assertThat(RetrainOptions.ALL).extracting(Option::key).doesNotHaveDuplicates();
  }
}
