package io.driftloop.retrain;

import io.driftloop.retrain.ExampleSource.Examples;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.serving.FeatureSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a data set of training examples: those of a model and a time span, the latest label. */
final class ExampleCollector {
  private static final Logger LOG = LoggerFactory.getLogger(ExampleCollector.class);

  private static final int MOST_LOGGED = 10;

  private final Codec<TrainingExample> codec = Codec.of(TrainingExample.class);
  private final Map<String, TrainingSet.Row> rows = new HashMap<>();
  private final String model;
  private final FeatureSchema schema;
  private final long from;
  private final long to;
  private long leftOut;

  ExampleCollector(String model, FeatureSchema schema, long from, long to) {
    this.model = model;
    this.schema = schema;
    this.from = from;
    this.to = to;
  }

  /**
   * Takes a record in.
   *
   * @param place where it stands, for the log
   */
  void add(byte[] bytes, String place) {
    TrainingExample example;
    try {
      example = codec.decode(bytes);
    } catch (UndecodableException e) {
      leaveOut(place, e.getMessage());
      return;
    }
    boolean wanted =
        example.getModel().equals(model)
            && example.getEventTime() >= from
            && example.getEventTime() < to
            && !example.getFeatures().isEmpty();
    if (wanted) {
      add(example, place);
    }
  }

  private void add(TrainingExample example, String place) {
    Optional<Integer> label = schema.classIndex(example.getLabel());
    if (label.isEmpty()) {
      leaveOut(place, "class '%s' is unknown".formatted(example.getLabel()));
    } else if (example.getFeatures().size() != schema.width()) {
      leaveOut(
          place,
          "%d features, expected %d".formatted(example.getFeatures().size(), schema.width()));
    } else {
      TrainingSet.Row row =
          new TrainingSet.Row(
              example.getId(),
              example.getRevision(),
              example.getEventTime(),
              primitive(example.getFeatures()),
              label.get(),
              example.getSegments());
      rows.merge(row.id(), row, (old, other) -> other.revision() >= old.revision() ? other : old);
    }
  }

  private void leaveOut(String place, String why) {
    leftOut++;
    if (leftOut <= MOST_LOGGED) {
      LOG.warn("left out the training example at {}: {}", place, why);
    }
  }

  Examples collected() {
    return new Examples(TrainingSet.of(rows.values()), leftOut);
  }

  private static float[] primitive(List<Float> features) {
    float[] values = new float[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.get(i);
    }
    return values;
  }
}
