package io.driftloop.benchmarks.streaming;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.models.Stores;
import io.driftloop.jobs.monitor.PredictionMonitorJob;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.PredictionRow;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/**
 * The monitoring job on a topic of predictions, and what it is measured against: the same source,
 * read, decoded and discarded.
 */
final class MonitorRuns {
  static final int PARALLELISM = 2;

  /** Source and job one after the other, as often as a median needs. */
  record Round(BoundedRun.Timing source, BoundedRun.Timing monitor) {
    /** The job's speed over that of the source alone. */
    double ratio() {
      return source.seconds() / monitor.seconds();
    }
  }

  private final Topic topic;
  private final Options options;
  private final RecordKind<PredictionRow> predictions;
  private final BoundedRun run;

  /**
   * Publishes the models and fills a topic.
   *
   * @param run where they run, {@link #PARALLELISM} wide
   * @param name of the topic, and of a directory for the models
   */
  MonitorRuns(BoundedRun run, BrokerProcess broker, Path directory, String name, Traffic traffic) {
    this.run = run;
    Path store = directory.resolve(name);
    MonitoredModels.publish(store, traffic);
    topic = Topic.create(broker.bootstrapServers(), name);
    topic.fill(RecordKinds.PREDICTIONS, traffic.generator());
    options =
        Options.of(
            Map.of(
                "kafka.bootstrap-servers",
                broker.bootstrapServers(),
                "deployment",
                name,
                "models.uri",
                store.toUri().toString(),
                "event-time.max-skew",
                "30d",
                "checkpoint.interval",
                "1s"));
    predictions = RecordKinds.PREDICTIONS.readFrom(name, RecordKinds.PREDICTIONS.decoder());
  }

  Round round() {
    return new Round(source(), monitor());
  }

  /** The source alone. */
  BoundedRun.Timing source() {
    return run.time(
        "source", options, environment -> rows(environment).sinkTo(RunClock.sink()).uid("discard"));
  }

  /** The whole job, with every signal that is on by default. */
  BoundedRun.Timing monitor() {
    return run.time(
        "monitor",
        options,
        environment ->
            PredictionMonitorJob.build(
                new PredictionMonitorJob.Sources(rows(environment), Stores.catalog(options)),
                new PredictionMonitorJob.Sinks(RunClock.sink(), RunClock.sink()),
                options));
  }

  private DataStream<Either<DeadLetter, PredictionRow>> rows(
      StreamExecutionEnvironment environment) {
    var source = KafkaSources.bounded(environment, PredictionMonitorJob.NAME, predictions, options);
    return RunClock.started(source, source.getType());
  }

  /** Frees the broker's disk. */
  void deleteTopic() {
    topic.delete();
  }
}
