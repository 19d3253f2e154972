package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstModelIT {
  private static final ReplayData DATA = DriftingStream.of(400, 300, 300, 7);
  private static final Options LOOP = Options.of(Map.of("train.max-epochs", "2"));

  @TempDir private Path directory;

  @Test
  void takesOverFromVersionsOfAStoreThatIsLost() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), Ports.free())) {
      TopicSetup.createMissing(kafka.bootstrapServers());
      try (TopicWriter<ActiveModel> topic =
          new TopicWriter<>(kafka.bootstrapServers(), Topics.ACTIVE_MODELS, ActiveModel.class)) {
        topic.write(DATA.model(), 1, lost());
      }

      Path models = directory.resolve("models");
      FirstModel.publish(DATA, models, kafka.bootstrapServers(), LOOP);

      List<ActiveModel> active =
          TopicContent.read(kafka.bootstrapServers(), Topics.ACTIVE_MODELS, ActiveModel.class);
      assertThat(active).extracting(ActiveModel::getGeneration).containsExactly(7L, 8L);
      assertThat(active.get(1).getChampion().getVersion()).isEqualTo("v1");
      assertThatThrownBy(() -> FirstModel.publish(DATA, models, kafka.bootstrapServers(), LOOP))
          .isInstanceOf(ConsoleException.class)
          .hasMessageContaining("drifting has versions in");
    }
  }

  private static ActiveModel lost() {
    return ActiveModel.newBuilder()
        .setModel(DATA.model())
        .setGeneration(7)
        .setChampion(new ModelRef("v5", "file:///gone", "00", null))
        .setChangedAt(1)
        .build();
  }
}
