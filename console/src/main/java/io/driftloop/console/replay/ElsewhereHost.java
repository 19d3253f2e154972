package io.driftloop.console.replay;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.jobs.io.RejectedException;
import io.driftloop.jobs.mapping.LabelMapping;
import io.driftloop.jobs.mapping.PredictionMapping;
import io.driftloop.jobs.mapping.SourceFormat;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The replay plays whoever runs the model: it writes JSON to the topics that the loop's options
 * name, and reads it back through the same mappings as the jobs.
 */
public final class ElsewhereHost extends ModelHost {
  private static final String VERSION = "v1";

  private final Options loop;
  private final Path models;
  private final PredictionMapping predictions;
  private final LabelMapping labels;

  /**
   * A host whose records the loop's options map.
   *
   * @param models directory of the model store that holds version 1 once the replay starts
   * @throws ConfigException where a mapping is wrong, or is of another format than JSON
   */
  public ElsewhereHost(Options loop, FeatureSchema schema, Path models) {
    requireJson(loop, SourceOptions.PREDICTIONS);
    requireJson(loop, SourceOptions.LABELS);
    this.loop = loop;
    this.models = models;
    this.predictions = PredictionMapping.of(loop, schema);
    this.labels = LabelMapping.of(loop, schema);
  }

  private static void requireJson(Options loop, SourceOptions source) {
    if (loop.get(source.format()) != SourceFormat.JSON) {
      throw new ConfigException(
          "loop.%s: a monitor-only replay writes JSON; allowed: json; example: loop.%s: json"
              .formatted(source.format().key(), source.format().key()));
    }
  }

  @Override
  RowSender sender(String bootstrapServers, ReplayData data, RowIds ids) {
    Scorer scorer = scorer(data.model());
    return new ForeignSender(
        new RowProducer(bootstrapServers),
        loop.get(SourceOptions.PREDICTIONS.topic()),
        loop.get(SourceOptions.LABELS.topic()),
        data,
        ids,
        scorer);
  }

  private Scorer scorer(String model) {
    LocalModelStore store = new LocalModelStore(models);
    try {
      return new Dl4jModelLoader(store)
          .load(
              model,
              store
                  .find(model, VERSION)
                  .orElseThrow(
                      () ->
                          new ConsoleException(
                              "%s has no %s of %s".formatted(models, VERSION, model))));
    } catch (IOException e) {
      throw new ConsoleException("cannot read %s of %s".formatted(VERSION, model), e);
    }
  }

  @Override
  List<ForeignTopic> foreignTopics() {
    return List.of(
        new ForeignTopic(
            loop.get(SourceOptions.PREDICTIONS.topic()), Topics.PREDICTIONS, this::prediction),
        new ForeignTopic(loop.get(SourceOptions.LABELS.topic()), Topics.LABELS, this::label));
  }

  private Prediction prediction(byte[] value) throws UndecodableException, RejectedException {
    PredictionRow row = predictions.map(value);
    return Prediction.newBuilder()
        .setId(row.id)
        .setModel(row.model)
        .setModelVersion(row.modelVersion)
        .setVariant(row.variant)
        .setEventTime(row.eventTime)
        .setFeatures(list(row.features))
        .setSegments(row.segments)
        .setScores(list(row.scores))
        .setLatencyMicros(row.latencyMicros)
        .build();
  }

  private Label label(byte[] value) throws UndecodableException, RejectedException {
    LabelRow row = labels.map(value);
    return Label.newBuilder()
        .setId(row.id)
        .setModel(row.model)
        .setLabel(row.label)
        .setLabeler(row.labeler)
        .setKnownAt(row.knownAt)
        .build();
  }

  private static List<Float> list(float[] values) {
    List<Float> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add(value);
    }
    return list;
  }
}
