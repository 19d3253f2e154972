package io.driftloop.console.stack;

import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Creates the topics that are not there yet, explicitly, so that none comes into being by a typing
 * mistake with whatever partitions the broker has as its default.
 */
public final class TopicSetup {
  /**
   * Partitions of the topics that carry a record or more for every request, those of others among
   * them.
   */
  public static final int PARTITIONS = 2;

  private static final Set<String> HIGH_RATE =
      Set.of(
          Topics.INFERENCE_REQUESTS, Topics.PREDICTIONS, Topics.LABELS, Topics.TRAINING_EXAMPLES);

  /**
   * Bytes of one partition that are kept; what is older goes. By size, because a replay's records
   * are years old when they are written.
   */
  private static final long KEPT_BYTES = 512L * 1024 * 1024;

  /** Only whole segments go, so that a partition needs several. */
  private static final long SEGMENT_BYTES = 32L * 1024 * 1024;

  /** Nothing is compacted before a segment is full, and a record of such a topic is small. */
  private static final long COMPACTED_SEGMENT_BYTES = 4L * 1024 * 1024;

  private TopicSetup() {}

  /**
   * Creates what is missing of {@link Topics#ALL}.
   *
   * @throws ConsoleException where the broker does not answer
   */
  public static void createMissing(String bootstrapServers) {
    createMissing(bootstrapServers, Topics.ALL);
  }

  /**
   * Creates what is missing of some topics.
   *
   * @throws ConsoleException where the broker does not answer
   */
  static void createMissing(String bootstrapServers, Collection<String> names) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Set<String> present = admin.listTopics().names().get(30, TimeUnit.SECONDS);
      List<NewTopic> missing =
          names.stream().filter(name -> !present.contains(name)).map(TopicSetup::topic).toList();
      admin.createTopics(missing).all().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ConsoleException("no answer from Kafka at " + bootstrapServers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsoleException("interrupted while creating topics", e);
    }
  }

  private static NewTopic topic(String name) {
    NewTopic topic =
        new NewTopic(
            name,
            HIGH_RATE.contains(name) || !Topics.ALL.contains(name) ? PARTITIONS : 1,
            (short) 1);
    return topic.configs(
        name.equals(Topics.ACTIVE_MODELS)
            ? Map.of(
                "cleanup.policy",
                "compact",
                "segment.bytes",
                String.valueOf(COMPACTED_SEGMENT_BYTES))
            : Map.of(
                "retention.bytes",
                String.valueOf(KEPT_BYTES),
                "segment.bytes",
                String.valueOf(SEGMENT_BYTES)));
  }
}
