package io.driftloop.jobs.io;

import java.io.Serializable;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Everything that reading and writing needs to know of one topic's records, so that a topic is
 * described once and sources, sinks and dead letters agree on it.
 *
 * @param topic the topic's name
 * @param type the rows inside a job
 * @param key the record key, by which Kafka partitions; must not be empty
 * @param model the model that the record is about; must not be empty
 * @param time the record's own event time, which is also its Kafka timestamp, in milliseconds since
 *     1970-01-01T00:00Z
 * @param fromClients whether programs other than Driftloop write the topic, so that their clocks
 *     must be doubted
 */
public record RecordKind<R>(
    String topic,
    TypeInformation<R> type,
    RowDecoder.Factory<R> decoder,
    RowEncoder.Factory<R> encoder,
    Text<R> key,
    Text<R> model,
    Time<R> time,
    boolean fromClients)
    implements Serializable {

  /** A text of a row. */
  @FunctionalInterface
  public interface Text<R> extends Function<R, String>, Serializable {}

  /** A time of a row. */
  @FunctionalInterface
  public interface Time<R> extends ToLongFunction<R>, Serializable {}

  /** This kind read in another way: from another topic, in a foreign format. */
  public RecordKind<R> readFrom(String otherTopic, RowDecoder.Factory<R> otherDecoder) {
    return new RecordKind<>(otherTopic, type, otherDecoder, encoder, key, model, time, fromClients);
  }
}
