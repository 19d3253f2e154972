package io.driftloop.jobs.monitor;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.JobMain;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.KafkaSinks;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.mapping.MappedSources;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.PredictionCheck;
import io.driftloop.jobs.models.Stores;
import io.driftloop.jobs.profile.CloseWindowsFunction;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.jobs.profile.ProfileWindows;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import java.time.Duration;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** Measures, window by window and without labels, how far predictions are from the reference. */
public final class PredictionMonitorJob {
  /** Prefix of every uid and of the consumer group. */
  public static final String NAME = "prediction-monitor";

  private PredictionMonitorJob() {}

  /** What the job reads. */
  public record Sources(
      DataStream<Either<DeadLetter, PredictionRow>> predictions, CatalogFactory catalog) {

    public static Sources kafka(StreamExecutionEnvironment environment, Options options) {
      CatalogFactory catalog = Stores.catalog(options);
      return new Sources(
          KafkaSources.rows(
              environment, NAME, MappedSources.predictions(options, catalog), options),
          catalog);
    }
  }

  /** What the job writes. */
  public record Sinks(Sink<Signal> signals, Sink<DeadLetter> deadLetters) {

    public static Sinks kafka(Options options) {
      return new Sinks(
          KafkaSinks.atLeastOnce(RecordKinds.SIGNALS, options),
          KafkaSinks.atLeastOnce(RecordKinds.DEAD_LETTERS, options));
    }
  }

  public static void main(String[] arguments) throws Exception {
    JobMain.run(arguments, MonitorOptions.ALL, PredictionMonitorJob::run);
  }

  private static void run(Options options) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.create(options);
    build(Sources.kafka(environment, options), Sinks.kafka(options), options);
    environment.execute(NAME);
  }

  /** The job as a diagram. */
  public static void build(Sources sources, Sinks sinks, Options options) {
    Duration window = options.get(JobOptions.WINDOW);
    SingleOutputStreamOperator<PredictionRow> served =
        PredictionCheck.served(sources.predictions(), sources.catalog(), NAME + "-check");
    SingleOutputStreamOperator<PaneProfile> panes =
        ProfileWindows.profile(
            served,
            new PredictionProfiler(
                sources.catalog(),
                NAME + "-profile",
                options.get(MonitorOptions.TOGETHER_SAMPLING),
                MonitorOptions.segments(options)),
            window,
            NAME + "-profile");

    SingleOutputStreamOperator<Signal> measured =
        ProfileWindows.evaluate(
            panes,
            new PredictionEvaluateFunction(sources.catalog(), MonitorOptions.settings(options)),
            window,
            NAME + "-evaluate");
    CloseWindowsFunction.apply(measured, NAME + "-close")
        .sinkTo(sinks.signals())
        .uid(NAME + "-signals")
        .name(NAME + "-signals");
    DeadLetters.sink(NAME, sinks.deadLetters(), served, panes);
  }
}
