package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.retrain.ModelFactory;
import io.driftloop.retrain.TrainingSet;
import io.driftloop.retrain.TrainingSettings;
import io.driftloop.retrain.UnusableDataException;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Trains version 1 on the first rows of a stream and makes it champion. It stays in shadow beside
 * all later champions, so that one sees what became of a model that nobody looked after.
 */
public final class FirstModel {
  private FirstModel() {}

  /**
   * Trains, stores and publishes.
   *
   * @param models directory of the model packages
   * @param loop options of the worker, which trains all later versions in the same way
   * @throws ConsoleException where the rows cannot be learnt from or the model has a version
   *     already
   */
  public static ModelCard publish(
      ReplayData data, Path models, String bootstrapServers, Options loop) {
    try {
      LocalModelStore store = new LocalModelStore(models);
      if (!store.versions(data.model()).isEmpty()) {
        throw new ConsoleException("%s has versions in %s already".formatted(data.model(), models));
      }
      ModelFactory.Candidate first = train(data, loop);
      Path file = Files.createTempFile("driftloop-", ".zip");
      ModelRef ref;
      try {
        first.content().write(file);
        ref = store.put(data.model(), first.content().card().version(), file);
      } finally {
        Files.deleteIfExists(file);
      }
      activate(bootstrapServers, active(data, ref));
      return first.content().card();
    } catch (UnusableDataException e) {
      throw new ConsoleException("version 1 cannot be trained: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new ConsoleException("cannot store version 1 in %s".formatted(models), e);
    }
  }

  private static ModelFactory.Candidate train(ReplayData data, Options loop) {
    List<TrainingSet.Row> rows = new ArrayList<>();
    for (ReplayRow row : data.history()) {
      int label = data.schema().classIndex(row.label()).orElseThrow();
      rows.add(
          new TrainingSet.Row(
              String.valueOf(row.index()), 0, row.eventTime(), row.features(), label));
    }
    return new ModelFactory(TrainingSettings.of(loop))
        .train(
            ModelFactory.Order.first(
                data.model(),
                data.schema(),
                data.history().get(0).eventTime(),
                data.stream().get(0).eventTime()),
            TrainingSet.of(rows),
            () -> false);
  }

  private static ActiveModel active(ReplayData data, ModelRef ref) {
    return ActiveModel.newBuilder()
        .setModel(data.model())
        .setGeneration(1)
        .setChampion(ref)
        .setShadow(ref)
        .setChangedAt(data.stream().get(0).eventTime())
        .setWhy("first version, trained on %d rows".formatted(data.firstModelRows()))
        .build();
  }

  private static void activate(String bootstrapServers, ActiveModel active) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  Topics.ACTIVE_MODELS,
                  null,
                  active.getChangedAt(),
                  active.getModel().getBytes(StandardCharsets.UTF_8),
                  Codec.of(ActiveModel.class).encode(active)))
          .get();
    } catch (ExecutionException e) {
      throw new ConsoleException("cannot publish version 1 at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsoleException("interrupted while publishing version 1", e);
    }
  }
}
