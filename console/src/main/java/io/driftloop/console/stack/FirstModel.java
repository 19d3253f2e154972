package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.retrain.ModelFactory;
import io.driftloop.retrain.RetrainWorkers;
import io.driftloop.retrain.TrainingSet;
import io.driftloop.retrain.TrainingSettings;
import io.driftloop.retrain.UnusableDataException;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains version 1 on the first rows of a stream, which it leaves as training examples, and makes
 * it champion. It stays in shadow beside all later champions, so that one sees what became of a
 * model that nobody looked after.
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
      remember(bootstrapServers, data);
      long served =
          RetrainWorkers.serving(bootstrapServers, data.model())
              .map(ActiveModel::getGeneration)
              .orElse(0L);
      activate(bootstrapServers, active(data, ref, served + 1));
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
              String.valueOf(row.index()),
              0,
              row.eventTime(),
              row.features(),
              label,
              row.segments()));
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

  /** A lost store may leave topics that speak of its versions: the new one takes over from them. */
  private static ActiveModel active(ReplayData data, ModelRef ref, long generation) {
    return ActiveModel.newBuilder()
        .setModel(data.model())
        .setGeneration(generation)
        .setChampion(ref)
        .setShadow(ref)
        .setChangedAt(data.stream().get(0).eventTime())
        .setWhy("first version, trained on %d rows".formatted(data.firstModelRows()))
        .build();
  }

  private static void activate(String bootstrapServers, ActiveModel active) {
    try (TopicWriter<ActiveModel> topic =
        new TopicWriter<>(bootstrapServers, Topics.ACTIVE_MODELS, ActiveModel.class)) {
      topic.write(active.getModel(), active.getChangedAt(), active);
    }
  }

  /**
   * The rows of the past are examples too: the next version's training window reaches into them.
   */
  private static void remember(String bootstrapServers, ReplayData data) {
    try (TopicWriter<TrainingExample> topic =
        new TopicWriter<>(bootstrapServers, Topics.TRAINING_EXAMPLES, TrainingExample.class)) {
      for (ReplayRow row : data.history()) {
        TrainingExample example = example(data, row);
        topic.write(example.getId(), example.getKnownAt(), example);
      }
    }
  }

  private static TrainingExample example(ReplayData data, ReplayRow row) {
    List<Float> features = new ArrayList<>(row.features().length);
    for (float value : row.features()) {
      features.add(value);
    }
    return TrainingExample.newBuilder()
        .setId("history-" + row.index())
        .setModel(data.model())
        .setModelVersion("")
        .setEventTime(row.eventTime())
        .setKnownAt(row.knownAt())
        .setFeatures(features)
        .setSegments(row.segments())
        .setScores(List.of())
        .setLabel(row.label())
        .build();
  }
}
