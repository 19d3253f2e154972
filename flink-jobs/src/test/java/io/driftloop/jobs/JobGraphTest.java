package io.driftloop.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.decision.RetrainDecisionJob;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.labels.LabelJoinJob;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.jobs.scoring.ScoringJob;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a savepoint hangs on, with the real sources and sinks: uids that are there and stay. */
class JobGraphTest {
  private static final Options OPTIONS =
      Options.of(Map.of("models.uri", "file:///models", "deployment", "test"));

  private record Job(String name, StreamGraph graph) {}

  @FunctionalInterface
  private interface Build {
    void in(StreamExecutionEnvironment environment);
  }

  private static Named<Job> job(String name, Build build) {
    StreamExecutionEnvironment environment = JobEnvironment.create(OPTIONS);
    environment.setParallelism(2);
    build.in(environment);
    return Named.of(name, new Job(name, environment.getStreamGraph()));
  }

  static Stream<Named<Job>> jobs() {
    return Stream.of(
        job(
            ScoringJob.NAME,
            env ->
                ScoringJob.build(
                    ScoringJob.Sources.kafka(env, OPTIONS),
                    ScoringJob.Sinks.kafka(OPTIONS),
                    OPTIONS)),
        job(
            PredictionMonitorJob.NAME,
            env ->
                PredictionMonitorJob.build(
                    PredictionMonitorJob.Sources.kafka(env, OPTIONS),
                    PredictionMonitorJob.Sinks.kafka(OPTIONS),
                    OPTIONS)),
        job(
            LabelJoinJob.NAME,
            env ->
                LabelJoinJob.build(
                    LabelJoinJob.Sources.kafka(env, OPTIONS),
                    LabelJoinJob.Sinks.kafka(OPTIONS),
                    OPTIONS)),
        job(
            RetrainDecisionJob.NAME,
            env ->
                RetrainDecisionJob.build(
                    RetrainDecisionJob.Sources.kafka(env, OPTIONS),
                    RetrainDecisionJob.Sinks.kafka(OPTIONS),
                    OPTIONS)));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void everyOperatorHasAUidThatNamesItsJob(Job job) {
    List<String> uids =
        job.graph().getStreamNodes().stream().map(StreamNode::getTransformationUID).toList();
    assertThat(uids)
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.contains(job.name() + "-"), "names its job");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void uidAndNameAreOne(Job job) {
    assertThat(job.graph().getStreamNodes())
        .filteredOn(node -> node.getTransformationUID().startsWith(job.name()))
        .allMatch(
            node -> node.getOperatorName().endsWith(node.getTransformationUID()), "name = uid");
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void keyGroupsAllowManyParallelisms(Job job) {
    assertThat(job.graph().getStreamNodes())
        .allMatch(node -> node.getMaxParallelism() == JobEnvironment.MAX_PARALLELISM);
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void profilesAreMadeInTheTaskThatReads(Job job) {
    assertThat(job.graph().getJobGraph().getVertices())
        .extracting(JobVertex::getName)
        .filteredOn(name -> name.contains(PredictionMonitorJob.NAME + "-profile"))
        .allMatch(name -> name.contains("Source"), "is chained to the source");
  }
}
