package io.driftloop.jobs.io;

import io.driftloop.config.Options;
import io.driftloop.schemas.DeadLetter;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** The jobs' Kafka sources. All read committed records only; uid and name are job-topic. */
public final class KafkaSources {
  private KafkaSources() {}

  /**
   * A stream of rows with event time. Without a checkpoint it goes on where the job's consumer
   * group stopped, and at the oldest record where it never ran.
   */
  public static <R> DataStream<Either<DeadLetter, R>> rows(
      StreamExecutionEnvironment environment, String job, RecordKind<R> kind, Options options) {
    return stream(
        environment,
        job,
        kind,
        options,
        source ->
            source.setStartingOffsets(
                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)),
        watermarks(kind, options));
  }

  /** The rows that a topic holds now, from the oldest on: a stream that ends. */
  public static <R> DataStream<Either<DeadLetter, R>> bounded(
      StreamExecutionEnvironment environment, String job, RecordKind<R> kind, Options options) {
    return stream(
        environment,
        job,
        kind,
        options,
        source ->
            source
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest()),
        watermarks(kind, options));
  }

  private static <R> WatermarkStrategy<Either<DeadLetter, R>> watermarks(
      RecordKind<R> kind, Options options) {
    return Watermarks.ofRows(
        kind, options.get(JobOptions.MAX_OUT_OF_ORDERNESS), options.get(JobOptions.IDLENESS));
  }

  /**
   * A stream of few records that change what a job does. Without a checkpoint it starts at the
   * oldest record, because the last word on each model may be old; one task reads it, and it never
   * holds event time back.
   */
  public static <R> DataStream<Either<DeadLetter, R>> control(
      StreamExecutionEnvironment environment, String job, RecordKind<R> kind, Options options) {
    return stream(
        environment,
        job,
        kind,
        options,
        source -> source.setStartingOffsets(OffsetsInitializer.earliest()),
        Watermarks.ofControl());
  }

  private static <R> DataStream<Either<DeadLetter, R>> stream(
      StreamExecutionEnvironment environment,
      String job,
      RecordKind<R> kind,
      Options options,
      Consumer<KafkaSourceBuilder<Either<DeadLetter, R>>> offsets,
      WatermarkStrategy<Either<DeadLetter, R>> watermarks) {
    String name = job + "-" + kind.topic();
    KafkaSourceBuilder<Either<DeadLetter, R>> source =
        KafkaSource.<Either<DeadLetter, R>>builder()
            .setBootstrapServers(options.get(JobOptions.BOOTSTRAP_SERVERS))
            .setTopics(kind.topic())
            .setGroupId(options.get(JobOptions.DEPLOYMENT) + "-" + job)
            .setClientIdPrefix(options.get(JobOptions.DEPLOYMENT) + "-" + name)
            .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
            .setDeserializer(new RecordDeserializer<>(kind, name, EventTimeCheck.of(options)));
    offsets.accept(source);
    var stream =
        environment.fromSource(source.build(), watermarks, name, RecordDeserializer.typeOf(kind));
    return (kind.fromClients() ? stream : stream.setParallelism(1)).uid(name);
  }
}
