package io.driftloop.jobs.io;

import io.driftloop.config.Options;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The jobs' Kafka sinks. */
public final class KafkaSinks {
  /** Kafka's own 16 kB hold some eighty predictions, and each batch costs a request or a part. */
  private static final int BATCH_BYTES = 128 * 1024;

  private KafkaSinks() {}

  /**
   * Writes at once. After a failure a record may come again, with the same id: for topics whose
   * readers know that, and for which seconds count.
   */
  public static <R> Sink<R> atLeastOnce(RecordKind<R> kind, Options options) {
    return builder(kind, options).setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build();
  }

  /** Writes in transactions that end with a checkpoint: later, but never twice. */
  public static <R> Sink<R> exactlyOnce(RecordKind<R> kind, String job, Options options) {
    long timeout = options.get(JobOptions.TRANSACTION_TIMEOUT).toMillis();
    return builder(kind, options)
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(
            "%s-%s-%s".formatted(options.get(JobOptions.DEPLOYMENT), job, kind.topic()))
        .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
        .setProperty(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, String.valueOf(timeout))
        .build();
  }

  private static <R> KafkaSinkBuilder<R> builder(RecordKind<R> kind, Options options) {
    return KafkaSink.<R>builder()
        .setBootstrapServers(options.get(JobOptions.BOOTSTRAP_SERVERS))
        .setProperty(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(BATCH_BYTES))
        .setRecordSerializer(new RecordSerializer<>(kind));
  }
}
