package io.driftloop.jobs.decision;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.JobMain;
import io.driftloop.jobs.io.KafkaSinks;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Rejections;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/**
 * Decides from signals whether a model is worth a retraining, and says why or why not; names what
 * fails, and calls people for what harms.
 */
public final class RetrainDecisionJob {
  /** Prefix of every uid and of the consumer group. */
  public static final String NAME = "retrain-decision";

  private RetrainDecisionJob() {}

  /** What the job reads. */
  public record Sources(
      DataStream<Either<DeadLetter, Signal>> signals,
      DataStream<Either<DeadLetter, RetrainingOutcome>> outcomes,
      DataStream<Either<DeadLetter, ActiveModel>> activeModels) {

    public static Sources kafka(StreamExecutionEnvironment environment, Options options) {
      return new Sources(
          KafkaSources.rows(environment, NAME, RecordKinds.SIGNALS, options),
          KafkaSources.control(environment, NAME, RecordKinds.OUTCOMES, options),
          KafkaSources.control(environment, NAME, RecordKinds.ACTIVE_MODELS, options));
    }
  }

  /** What the job writes. */
  public record Sinks(
      Sink<RetrainingEvent> events,
      Sink<RetrainingDecision> decisions,
      Sink<Alert> alerts,
      Sink<DeadLetter> deadLetters) {

    public static Sinks kafka(Options options) {
      return new Sinks(
          KafkaSinks.exactlyOnce(RecordKinds.RETRAINING_EVENTS, NAME, options),
          KafkaSinks.atLeastOnce(RecordKinds.DECISIONS, options),
          KafkaSinks.atLeastOnce(RecordKinds.ALERTS, options),
          KafkaSinks.atLeastOnce(RecordKinds.DEAD_LETTERS, options));
    }
  }

  public static void main(String[] arguments) throws Exception {
    JobMain.run(arguments, DecisionOptions.ALL, RetrainDecisionJob::run);
  }

  private static void run(Options options) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.create(options);
    build(Sources.kafka(environment, options), Sinks.kafka(options), options);
    environment.execute(NAME);
  }

  /** The job as a diagram. */
  public static void build(Sources sources, Sinks sinks, Options options) {
    SingleOutputStreamOperator<Signal> signals =
        Rejections.split(sources.signals(), RecordKinds.SIGNALS, NAME + "-decoded");
    SingleOutputStreamOperator<RetrainingOutcome> outcomes =
        Rejections.split(sources.outcomes(), RecordKinds.OUTCOMES, NAME + "-decoded-outcomes");
    SingleOutputStreamOperator<ActiveModel> activeModels =
        Rejections.split(sources.activeModels(), RecordKinds.ACTIVE_MODELS, NAME + "-models");

    SingleOutputStreamOperator<RetrainingEvent> events =
        signals
            .keyBy(Signal::getModel, Types.STRING)
            .connect(news(outcomes, activeModels).keyBy(RetrainDecisionJob::model, Types.STRING))
            .process(
                new RetrainDecisionFunction(
                    DecisionOptions.policy(options), DecisionOptions.diagnosis(options)),
                RecordKinds.RETRAINING_EVENTS.type())
            .uid(NAME + "-decide")
            .name(NAME + "-decide");

    events.sinkTo(sinks.events()).uid(NAME + "-events").name(NAME + "-events");
    events
        .getSideOutput(RetrainDecisionFunction.DECISIONS)
        .sinkTo(sinks.decisions())
        .uid(NAME + "-decisions")
        .name(NAME + "-decisions");
    events
        .getSideOutput(RetrainDecisionFunction.ALERTS)
        .sinkTo(sinks.alerts())
        .uid(NAME + "-alerts")
        .name(NAME + "-alerts");
    DeadLetters.sink(NAME, sinks.deadLetters(), signals, outcomes, activeModels);
  }

  /** How requests ended, and who serves: not every version that does was asked for by a request. */
  private static DataStream<Either<RetrainingOutcome, ActiveModel>> news(
      SingleOutputStreamOperator<RetrainingOutcome> outcomes,
      SingleOutputStreamOperator<ActiveModel> activeModels) {
    EitherTypeInfo<RetrainingOutcome, ActiveModel> type =
        new EitherTypeInfo<>(RecordKinds.OUTCOMES.type(), RecordKinds.ACTIVE_MODELS.type());
    return outcomes
        .map(Either::<RetrainingOutcome, ActiveModel>Left)
        .returns(type)
        .setParallelism(outcomes.getParallelism())
        .uid(NAME + "-outcome-news")
        .name(NAME + "-outcome-news")
        .union(
            activeModels
                .map(Either::<RetrainingOutcome, ActiveModel>Right)
                .returns(type)
                .setParallelism(activeModels.getParallelism())
                .uid(NAME + "-model-news")
                .name(NAME + "-model-news"));
  }

  static String model(Either<RetrainingOutcome, ActiveModel> news) {
    return news.isLeft() ? news.left().getModel() : news.right().getModel();
  }
}
