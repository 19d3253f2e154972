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
import java.nio.file.Path;
import java.util.Iterator;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Either;

/** The scoring job on a topic of requests, as fast as it can. */
final class ScoringRuns {
  static final String TOPIC = "scoring-throughput";

  private final Options options;
  private final ActiveModel active;
  private final RecordKind<RequestRow> requests;
  private final BoundedRun run;

  ScoringRuns(BrokerProcess broker, Path directory, Options options, ActiveModel active, int rows) {
    this.options = options;
    this.active = active;
    requests = RecordKinds.REQUESTS.readFrom(TOPIC, RecordKinds.REQUESTS.decoder());
    run = new BoundedRun(directory, options, 1);
    Topic.create(broker.bootstrapServers(), TOPIC).fill(RecordKinds.REQUESTS, requests(rows));
  }

  private static Iterator<RequestRow> requests(int rows) {
    Traffic.Generator predictions = Traffic.even(rows, ScoredModel.FEATURES, 1).generator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return predictions.hasNext();
      }

      @Override
      public RequestRow next() {
        return request(predictions.next());
      }
    };
  }

  /** The request that a prediction answers. */
  static RequestRow request(PredictionRow prediction) {
    RequestRow row = new RequestRow();
    row.id = prediction.id;
    row.model = prediction.model;
    row.eventTime = prediction.eventTime;
    row.features = prediction.features;
    row.segments = prediction.segments;
    return row;
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
