package io.driftloop.benchmarks.streaming;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.KafkaSinks;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.models.Stores;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Either;

/** The scoring job on a topic of requests, as fast as it can. */
final class ScoringRuns {
  private final Options options;
  private final ActiveModel active;
  private final RecordKind<RequestRow> requests;
  private final BoundedRun run;

  ScoringRuns(
      BoundedRun run,
      BrokerProcess broker,
      Options options,
      ScoredModel model,
      ActiveModel active,
      int rows) {
    this.run = run;
    this.options = options;
    this.active = active;
    String topic = "scoring-" + model.model();
    requests = RecordKinds.REQUESTS.readFrom(topic, RecordKinds.REQUESTS.decoder());
    Topic.create(broker.bootstrapServers(), topic).fill(RecordKinds.REQUESTS, model.requests(rows));
  }

  /** Requests from Kafka, predictions counted and discarded. */
  BoundedRun.Timing toNowhere() {
    return time(RunClock.sink());
  }

  /** Requests from Kafka, predictions to Kafka. */
  BoundedRun.Timing toKafka() {
    return time(RunClock.timed(KafkaSinks.atLeastOnce(RecordKinds.PREDICTIONS, options)));
  }

  private BoundedRun.Timing time(Sink<PredictionRow> sink) {
    StartGate.close();
    return run.time(
        "scoring",
        options,
        environment -> {
          var source = KafkaSources.bounded(environment, ScoringJob.NAME, requests, options);
          DataStream<Either<DeadLetter, ActiveModel>> models =
              environment
                  .fromData(
                      new EitherTypeInfo<>(
                          RecordKinds.DEAD_LETTERS.type(), RecordKinds.ACTIVE_MODELS.type()),
                      Either.Right(active))
                  .uid("active");
          ScoringJob.build(
              new ScoringJob.Sources(
                  StartGate.held(source, source.getType()), models, Stores.loader(options)),
              new ScoringJob.Sinks(StartGate.opening(sink), RunClock.sink()),
              options);
        });
  }
}
