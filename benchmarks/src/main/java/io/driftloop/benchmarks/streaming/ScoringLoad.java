package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The scoring job between its own topics, as it runs in production, under a steady load. */
final class ScoringLoad implements AutoCloseable {
  private static final MemorySize MANAGED = MemorySize.ofMebiBytes(128);

  private final Iterator<ActiveModel> versions;
  private final JobClient job;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Pace pace;
  private final Latencies latencies;

  /**
   * Starts the job with a first version.
   *
   * @param versions that serve, one after the other
   * @param perSecond requests
   */
  ScoringLoad(
      Path directory,
      Options options,
      ScoredModel model,
      List<ActiveModel> versions,
      double perSecond) {
    this.versions = versions.iterator();
    String brokers = options.get(JobOptions.BOOTSTRAP_SERVERS);
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    swap();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1,
            LocalCluster.configuration(
                JobEnvironment.configuration(options), directory, 1, MANAGED));
    ScoringJob.build(
        ScoringJob.Sources.kafka(environment, options), ScoringJob.Sinks.kafka(options), options);
    try {
      job = environment.executeAsync(ScoringJob.NAME);
    } catch (Exception e) {
      throw new BenchmarkException("the scoring job does not start: " + e, e);
    }
    latencies = new Latencies(brokers);
    pace = new Pace(producer, model, perSecond);
  }

  /** Lets the next version serve. */
  private void swap() {
    ActiveModel active = versions.next();
    byte[] key = RecordKinds.ACTIVE_MODELS.key().apply(active).getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(
            Topics.ACTIVE_MODELS, key, Codec.of(ActiveModel.class).encode(active)));
    producer.flush();
  }

  /** Goes on with as many requests a second. */
  void change(double perSecond) {
    pace.change(perSecond);
  }

  /**
   * The latencies of requests that are answered in some time.
   *
   * @param swaps how often another version takes over meanwhile, evenly
   */
  Latencies.Quantiles measure(Duration time, int swaps) throws InterruptedException {
    latencies.restart();
    Duration part = time.dividedBy(swaps + 1);
    Thread.sleep(part.toMillis());
    for (int i = 0; i < swaps; i++) {
      swap();
      Thread.sleep(part.toMillis());
    }
    return latencies.quantiles();
  }

  @Override
  public void close() {
    pace.close();
    latencies.close();
    producer.close();
    job.cancel().join();
  }
}
