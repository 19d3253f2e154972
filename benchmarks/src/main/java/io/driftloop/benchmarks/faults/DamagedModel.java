package io.driftloop.benchmarks.faults;

import io.driftloop.console.stack.TopicWriter;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Topics;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Versions after the first, each of whose package was damaged after its hash had been taken. */
final class DamagedModel {
  private static final int FIRST_GENERATION = 2;

  private DamagedModel() {}

  /**
   * Publishes one.
   *
   * @param time which one it is, from 0 on
   */
  static void publish(Path models, String bootstrapServers, int time) throws IOException {
    int generation = FIRST_GENERATION + time;
    LocalModelStore store = new LocalModelStore(models);
    ModelRef first = store.find(FaultInput.MODEL, "v1").orElseThrow();
    Path file = Files.createTempFile(models.getParent(), "damaged", ".zip");
    try (InputStream in = store.open(first.getUri())) {
      byte[] bytes = in.readAllBytes();
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    ModelRef damaged = store.put(FaultInput.MODEL, "v" + generation, file);
    damaged.setSha256(first.getSha256());
    Files.delete(file);
    ActiveModel active =
        ActiveModel.newBuilder()
            .setModel(FaultInput.MODEL)
            .setGeneration(generation)
            .setChampion(damaged)
            .setChangedAt(FaultInput.end(0))
            .build();
    try (TopicWriter<ActiveModel> topic =
        new TopicWriter<>(bootstrapServers, Topics.ACTIVE_MODELS, ActiveModel.class)) {
      topic.write(active.getModel(), active.getChangedAt(), active);
    }
  }
}
