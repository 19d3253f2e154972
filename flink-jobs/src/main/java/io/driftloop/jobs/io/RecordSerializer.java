package io.driftloop.jobs.io;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.serialization.SerializationSchema.InitializationContext;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes a row to its topic with its key and, as the Kafka timestamp, its event time. Tells its
 * topic, which pooled transactions need to find those of an earlier run.
 */
final class RecordSerializer<R>
    implements KafkaRecordSerializationSchema<R>, KafkaDatasetFacetProvider {
  private static final long serialVersionUID = 1L;

  private final RecordKind<R> kind;
  private transient RowEncoder<R> encoder;

  RecordSerializer(RecordKind<R> kind) {
    this.kind = kind;
  }

  @Override
  public void open(InitializationContext context, KafkaSinkContext sinkContext) {
    encoder = kind.encoder().create();
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(R row, KafkaSinkContext context, Long timestamp) {
    byte[] key = kind.key().apply(row).getBytes(StandardCharsets.UTF_8);
    long time = kind.time().applyAsLong(row);
    return new ProducerRecord<>(kind.topic(), null, time, key, encoder.encode(row));
  }

  @Override
  public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
    return Optional.of(
        new DefaultKafkaDatasetFacet(
            DefaultKafkaDatasetIdentifier.ofTopics(List.of(kind.topic())), new Properties()));
  }
}
