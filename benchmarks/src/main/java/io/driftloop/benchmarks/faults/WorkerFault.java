package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.faults.FaultStack.Part;
import io.driftloop.console.replay.TopicRecords;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.UndecodableException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where a worker is killed on its way from a request to its answer. */
enum WorkerFault {
  TRAINING("kill -9 of the worker while it trains") {
    @Override
    void strike(FaultStack stack, WorkerRun run, Random random) {
      run.awaitStarted(stack);
      Waiting.sleep(Duration.ofMillis(random.nextInt(1500)));
    }
  },
  /** With a broker that does nothing meanwhile, so that the worker gets no further. */
  ARTEFACT("kill -9 of the worker between artefact and descriptor") {
    @Override
    void strike(FaultStack stack, WorkerRun run, Random random) {
      run.awaitStarted(stack);
      stack.process(Part.BROKER).signal("STOP");
      Waiting.until("a package", stack::alive, () -> run.versions(stack) > 1);
    }

    @Override
    void afterwards(FaultStack stack) {
      stack.process(Part.BROKER).signal("CONT");
    }
  },
  /** Both are in one transaction: one is there and not committed. */
  TRANSACTION("kill -9 of the worker between descriptor and outcome") {
    @Override
    void strike(FaultStack stack, WorkerRun run, Random random) throws IOException {
      awaitUncommittedDescriptor(stack);
    }
  };

  private static final long SECOND_GENERATION = 2;

  private final String words;

  WorkerFault(String words) {
    this.words = words;
  }

  /** What it is, in a table. */
  String words() {
    return words;
  }

  /** Waits for its moment; then the worker is killed. */
  abstract void strike(FaultStack stack, WorkerRun run, Random random) throws IOException;

  /** What there is to do when the worker is dead. */
  void afterwards(FaultStack stack) {}

  private static void awaitUncommittedDescriptor(FaultStack stack) throws IOException {
    TopicRecords records = new TopicRecords();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers(), "fetch.max.wait.ms", "5"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partition = List.of(new TopicPartition(Topics.ACTIVE_MODELS, 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      while (stack.alive()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(5))) {
          if (((ActiveModel) records.decode(record.topic(), record.value())).getGeneration()
              >= SECOND_GENERATION) {
            return;
          }
        }
      }
    } catch (UndecodableException e) {
      throw new IOException("a descriptor is not readable", e);
    }
  }
}
