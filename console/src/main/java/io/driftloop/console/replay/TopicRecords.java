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
import io.driftloop.schemas.codec.AlertCodec;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which record each topic holds, and how to read it; a record's text is JSON, and an alert's the
 * CloudEvent that it is. Belongs to one thread.
 */
public final class TopicRecords {
  private final Map<String, Decoder> decoders = new HashMap<>();

  /** Reads a topic's bytes. */
  private interface Decoder {
    SpecificRecord decode(byte[] value) throws UndecodableException;
  }

  public TopicRecords() {
    decoders.put(Topics.INFERENCE_REQUESTS, Codec.of(InferenceRequest.class)::decode);
    decoders.put(Topics.PREDICTIONS, Codec.of(Prediction.class)::decode);
    decoders.put(Topics.LABELS, Codec.of(Label.class)::decode);
    decoders.put(Topics.TRAINING_EXAMPLES, Codec.of(TrainingExample.class)::decode);
    decoders.put(Topics.SIGNALS, Codec.of(Signal.class)::decode);
    decoders.put(Topics.RETRAINING_DECISIONS, Codec.of(RetrainingDecision.class)::decode);
    decoders.put(Topics.RETRAINING_EVENTS, Codec.of(RetrainingEvent.class)::decode);
    decoders.put(Topics.RETRAINING_OUTCOMES, Codec.of(RetrainingOutcome.class)::decode);
    decoders.put(Topics.ACTIVE_MODELS, Codec.of(ActiveModel.class)::decode);
    decoders.put(Topics.ALERTS, new AlertCodec()::decode);
    decoders.put(Topics.DEAD_LETTERS, Codec.of(DeadLetter.class)::decode);
  }

  /** Whether the topic's records can be read here. */
  public boolean knows(String topic) {
    return decoders.containsKey(topic);
  }

  /**
   * The record of some bytes.
   *
   * @throws UndecodableException where the bytes are no record of the topic
   * @throws ConsoleException where the topic is none of ours
   */
  public SpecificRecord decode(String topic, byte[] value) throws UndecodableException {
    Decoder decoder = decoders.get(topic);
    if (decoder == null) {
      throw new ConsoleException(
          "no topic %s; there are %s".formatted(topic, String.join(", ", Topics.ALL)));
    }
    return decoder.decode(value);
  }
}
