package io.driftloop.benchmarks.soak;

import io.driftloop.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;

/**
 * Makes topics as small as Kafka allows, so that minutes reach the bound that a stack as it is
 * shipped reaches in days.
 */
final class KeptBytes {
  private static final List<AlterConfigOp> SMALL =
      List.of(set("segment.bytes", 1 << 20), set("retention.bytes", 2 << 20));

  private KeptBytes() {}

  static void shrink(String bootstrapServers) {
    Map<ConfigResource, Collection<AlterConfigOp>> smaller =
        Topics.ALL.stream()
            .map(topic -> new ConfigResource(Type.TOPIC, topic))
            .collect(Collectors.toMap(Function.identity(), topic -> SMALL));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.incrementalAlterConfigs(smaller).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topics could not be made smaller", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static AlterConfigOp set(String key, int value) {
    return new AlterConfigOp(new ConfigEntry(key, String.valueOf(value)), OpType.SET);
  }
}
