package io.driftloop.console.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.Scorer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a model that runs elsewhere: scores each row itself and writes what it answered, and later
 * what turned out to be true, as JSON of its own.
 */
final class ForeignSender implements RowSender {
  private final RowProducer producer;
  private final JsonMapper json = new JsonMapper();
  private final String predictions;
  private final String labels;
  private final ReplayData data;
  private final RowIds ids;
  private final Scorer scorer;

  /**
   * Writes to two topics.
   *
   * @param scorer a version of the replay's model
   */
  ForeignSender(
      RowProducer producer,
      String predictions,
      String labels,
      ReplayData data,
      RowIds ids,
      Scorer scorer) {
    this.producer = producer;
    this.predictions = predictions;
    this.labels = labels;
    this.data = data;
    this.ids = ids;
    this.scorer = scorer;
  }

  @Override
  public void row(ReplayRow row) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("request_id", ids.of(row.index()));
    record.put("at", Instant.ofEpochMilli(row.eventTime()).toString());
    record.put("model", Map.of("name", data.model(), "build", scorer.version()));
    record.put("input", input(row));
    record.put("segments", row.segments());
    record.put("scores", scores(row));
    send(predictions, row.eventTime(), row, record);
  }

  @Override
  public void label(ReplayRow row) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("request_id", ids.of(row.index()));
    record.put("outcome", row.label());
    record.put("arrived", Instant.ofEpochMilli(row.knownAt()).toString());
    send(labels, row.knownAt(), row, record);
  }

  /** Numbers as they are, categories by name; what is missing is left out. */
  private Map<String, Object> input(ReplayRow row) {
    Map<String, Object> input = new LinkedHashMap<>();
    List<FeatureSchema.Feature> features = data.schema().features();
    for (int i = 0; i < features.size(); i++) {
      float value = row.features()[i];
      if (!Float.isNaN(value)) {
        input.put(features.get(i).name(), named(features.get(i).categories(), value));
      }
    }
    return input;
  }

  private static Object named(List<String> categories, float value) {
    if (categories.isEmpty()) {
      return value;
    }
    return value < categories.size() ? categories.get((int) value) : "another";
  }

  private Map<String, Object> scores(ReplayRow row) {
    float[] answer = scorer.score(new float[][] {row.features()}, 1)[0];
    Map<String, Object> scores = new LinkedHashMap<>();
    for (int i = 0; i < answer.length; i++) {
      scores.put(data.schema().classes().get(i), answer[i]);
    }
    return scores;
  }

  private void send(String topic, long time, ReplayRow row, Map<String, Object> record) {
    try {
      producer.send(topic, time, ids.of(row.index()), json.writeValueAsBytes(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is no JSON", e);
    }
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
