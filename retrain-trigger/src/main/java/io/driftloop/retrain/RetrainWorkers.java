package io.driftloop.retrain;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Topics;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.LocalModelStore;
import io.driftloop.serving.store.ModelStore;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts a worker together from options. */
public final class RetrainWorkers {
  private RetrainWorkers() {}

  /**
   * A worker that is ready to run. Its topics must be there.
   *
   * @throws ConfigException where an option or a topic is missing or not allowed
   */
  public static RetrainWorker create(Options options) {
    ModelStore store = store(options.get(RetrainOptions.MODELS_URI));
    String servers = options.get(RetrainOptions.BOOTSTRAP_SERVERS);
    ExampleSource examples =
        new ExamplesReader(
            Topics.TRAINING_EXAMPLES,
            () -> reader(servers, "read_committed"),
            () -> reader(servers, "read_uncommitted"),
            options.get(RetrainOptions.EXAMPLES_WAIT),
            Clock.systemUTC());
    Retrainer retrainer =
        new Retrainer(
            examples,
            store,
            new Dl4jModelLoader(store),
            new ModelFactory(TrainingSettings.of(options)),
            new Gate(options.get(RetrainOptions.MINIMUM_GAIN)));
    return new RetrainWorker(
        requests(
            servers,
            options.get(RetrainOptions.GROUP),
            options.get(RetrainOptions.TRANSACTIONAL_ID)),
        new AnswerSink(producer(servers, options.get(RetrainOptions.TRANSACTIONAL_ID))),
        state(servers),
        retrainer,
        Clock.systemUTC());
  }

  /**
   * Which versions serve a model now; empty where none does.
   *
   * @throws ConfigException where a topic is missing
   */
  public static Optional<ActiveModel> serving(String bootstrapServers, String model) {
    try (LoopState state = state(bootstrapServers)) {
      state.catchUp();
      return state.active(model);
    }
  }

  private static LoopState state(String servers) {
    return new LoopState(
        () -> reader(servers, "read_committed"), () -> reader(servers, "read_uncommitted"));
  }

  /**
   * The store at an URI; the worker reads and writes local directories only.
   *
   * @throws ConfigException where the URI is another
   */
  public static ModelStore store(String uri) {
    try {
      return new LocalModelStore(Path.of(URI.create(uri)));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new ConfigException(
          "%s: '%s' is no local directory; example: %s: %s"
              .formatted(
                  RetrainOptions.MODELS_URI.key(),
                  uri,
                  RetrainOptions.MODELS_URI.key(),
                  RetrainOptions.MODELS_URI.example()));
    }
  }

  private static Consumer<byte[], byte[]> reader(String servers, String isolation) {
    return new KafkaConsumer<>(
        consumer(servers, isolation), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** As a member with a name, a worker that was killed has its partition back as it starts. */
  private static Consumer<byte[], byte[]> requests(String servers, String group, String member) {
    Map<String, Object> properties = consumer(servers, "read_committed");
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> consumer(String servers, String isolation) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return properties;
  }

  private static Producer<byte[], byte[]> producer(String servers, String transactionalId) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            transactionalId),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
