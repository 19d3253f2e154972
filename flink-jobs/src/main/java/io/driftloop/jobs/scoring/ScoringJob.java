package io.driftloop.jobs.scoring;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.JobMain;
import io.driftloop.jobs.io.KafkaSinks;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Rejections;
import io.driftloop.jobs.models.LoaderFactory;
import io.driftloop.jobs.models.Stores;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** Answers inference requests with the versions that {@code active-models} names. */
public final class ScoringJob {
  /** Prefix of every uid and of the consumer group. */
  public static final String NAME = "scoring";

  private ScoringJob() {}

  /** What the job reads. */
  public record Sources(
      DataStream<Either<DeadLetter, RequestRow>> requests,
      DataStream<Either<DeadLetter, ActiveModel>> activeModels,
      LoaderFactory models) {

    public static Sources kafka(StreamExecutionEnvironment environment, Options options) {
      return new Sources(
          KafkaSources.rows(environment, NAME, RecordKinds.REQUESTS, options),
          KafkaSources.control(environment, NAME, RecordKinds.ACTIVE_MODELS, options),
          Stores.loader(options));
    }
  }

  /** What the job writes. */
  public record Sinks(Sink<PredictionRow> predictions, Sink<DeadLetter> deadLetters) {

    public static Sinks kafka(Options options) {
      return new Sinks(
          options.get(ScoringOptions.EXACTLY_ONCE)
              ? KafkaSinks.exactlyOnce(RecordKinds.PREDICTIONS, NAME, options)
              : KafkaSinks.atLeastOnce(RecordKinds.PREDICTIONS, options),
          KafkaSinks.atLeastOnce(RecordKinds.DEAD_LETTERS, options));
    }
  }

  public static void main(String[] arguments) throws Exception {
    JobMain.run(arguments, ScoringOptions.ALL, ScoringJob::run);
  }

  private static void run(Options options) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.create(options);
    build(Sources.kafka(environment, options), Sinks.kafka(options), options);
    environment.execute(NAME);
  }

  /** The job as a diagram. */
  public static void build(Sources sources, Sinks sinks, Options options) {
    SingleOutputStreamOperator<RequestRow> requests =
        Rejections.split(sources.requests(), RecordKinds.REQUESTS, NAME + "-requests");
    SingleOutputStreamOperator<ActiveModel> activeModels =
        Rejections.split(sources.activeModels(), RecordKinds.ACTIVE_MODELS, NAME + "-models");

    SingleOutputStreamOperator<PredictionRow> predictions =
        requests
            .connect(activeModels.broadcast())
            .transform(
                NAME + "-score",
                RecordKinds.PREDICTIONS.type(),
                new ScoringOperatorFactory(
                    ScoringSettings.of(sources.models(), options), NAME + "-score"))
            .uid(NAME + "-score")
            .name(NAME + "-score");

    predictions.sinkTo(sinks.predictions()).uid(NAME + "-predictions").name(NAME + "-predictions");
    DeadLetters.sink(NAME, sinks.deadLetters(), requests, activeModels, predictions);
  }
}
