package io.driftloop.benchmarks.soak;

import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records the jobs are behind, as of their last checkpoints. */
final class Lag implements AutoCloseable {
  /** Those that read rows; the fourth reads only what these measure. */
  static final List<String> JOBS =
      List.of(ScoringJob.NAME, PredictionMonitorJob.NAME, LabelJoinJob.NAME);

  private static final List<String> ROWS =
      List.of(Topics.INFERENCE_REQUESTS, Topics.PREDICTIONS, Topics.LABELS);
  private static final String GROUP = "driftloop-";

  /** What ends a transaction takes a place behind its last record, which nobody reads. */
  private static final long END_MARK = 1;

  private final Admin admin;

  Lag(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Records of every partition that a job reads rows from, which it has not read yet. */
  Map<TopicPartition, Long> of(String job) {
    try {
      Map<TopicPartition, Long> behind = new HashMap<>();
      var read = admin.listConsumerGroupOffsets(GROUP + job).partitionsToOffsetAndMetadata().get();
      read.keySet().removeIf(partition -> !ROWS.contains(partition.topic()));
      Map<TopicPartition, OffsetSpec> asked =
          read.keySet().stream()
              .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
      var ends = admin.listOffsets(asked).all().get();
      read.forEach(
          (partition, offset) ->
              behind.put(partition, ends.get(partition).offset() - offset.offset()));
      return behind;
    } catch (ExecutionException e) {
      throw new IllegalStateException("no answer on how far " + job + " is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Records of the topic that a job is furthest behind with. */
  long longest() {
    return JOBS.stream()
        .flatMap(
            job ->
                of(job).entrySet().stream()
                    .collect(
                        Collectors.groupingBy(
                            entry -> entry.getKey().topic(),
                            Collectors.summingLong(Map.Entry::getValue)))
                    .values()
                    .stream())
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** Whether every job has read all there is. */
  boolean none() {
    return JOBS.stream()
        .map(this::of)
        .allMatch(
            behind ->
                !behind.isEmpty() && behind.values().stream().allMatch(lag -> lag <= END_MARK));
  }

  @Override
  public void close() {
    admin.close();
  }
}
