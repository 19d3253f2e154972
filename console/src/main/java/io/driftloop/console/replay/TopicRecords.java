package io.driftloop.console.replay;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Which record each topic holds, and how to read it. Belongs to one thread. */
public final class TopicRecords {
  private final Map<String, Codec<? extends SpecificRecord>> codecs = new HashMap<>();

  public TopicRecords() {
    codecs.put(Topics.INFERENCE_REQUESTS, Codec.of(InferenceRequest.class));
    codecs.put(Topics.PREDICTIONS, Codec.of(Prediction.class));
    codecs.put(Topics.LABELS, Codec.of(Label.class));
    codecs.put(Topics.TRAINING_EXAMPLES, Codec.of(TrainingExample.class));
    codecs.put(Topics.SIGNALS, Codec.of(Signal.class));
    codecs.put(Topics.RETRAINING_DECISIONS, Codec.of(RetrainingDecision.class));
    codecs.put(Topics.RETRAINING_EVENTS, Codec.of(RetrainingEvent.class));
    codecs.put(Topics.RETRAINING_OUTCOMES, Codec.of(RetrainingOutcome.class));
    codecs.put(Topics.ACTIVE_MODELS, Codec.of(ActiveModel.class));
    codecs.put(Topics.DEAD_LETTERS, Codec.of(DeadLetter.class));
  }

  /** Whether the topic's records can be read here. */
  public boolean knows(String topic) {
    return codecs.containsKey(topic);
  }

  /**
   * The record of some bytes.
   *
   * @throws UndecodableException where the bytes are no record of the topic
   * @throws ConsoleException where the topic is none of ours
   */
  public SpecificRecord decode(String topic, byte[] value) throws UndecodableException {
    Codec<? extends SpecificRecord> codec = codecs.get(topic);
    if (codec == null) {
      throw new ConsoleException(
          "no topic %s; there are %s".formatted(topic, String.join(", ", Topics.ALL)));
    }
    return codec.decode(value);
  }
}
