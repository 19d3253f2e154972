package io.driftloop.benchmarks.streaming;

import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Watermarks;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A prediction every millisecond; as soon as as many are open as shall be, also a label every
 * millisecond, of the prediction in the middle of those, while the oldest one runs out. Ids are in
 * no order, as a client's are.
 *
 * @param open predictions that are open at a time
 * @param steps milliseconds with a label, after those that open predictions only
 */
record JoinTraffic(int open, int steps) {
  static final int FEATURES = 20;

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final Duration OUT_OF_ORDER = Duration.ofSeconds(1);
  private static final OutputTag<Either<DeadLetter, LabelRow>> LABELS =
      new OutputTag<>("labels", typeOf(RecordKinds.LABELS));

  /** Both streams, in step with each other. */
  record Streams(
      DataStream<Either<DeadLetter, PredictionRow>> predictions,
      DataStream<Either<DeadLetter, LabelRow>> labels) {}

  Streams streams(StreamExecutionEnvironment environment) {
    SingleOutputStreamOperator<Either<DeadLetter, PredictionRow>> predictions =
        environment
            .fromSequence(0, (long) open + steps - 1)
            .setParallelism(1)
            .uid("sequence")
            .rebalance()
            .process(new Rows(open), typeOf(RecordKinds.PREDICTIONS))
            .uid("rows");
    return new Streams(
        timed(predictions, RecordKinds.PREDICTIONS),
        timed(predictions.getSideOutput(LABELS), RecordKinds.LABELS));
  }

  private static <R> EitherTypeInfo<DeadLetter, R> typeOf(RecordKind<R> kind) {
    return new EitherTypeInfo<>(RecordKinds.DEAD_LETTERS.type(), kind.type());
  }

  private static <R> DataStream<Either<DeadLetter, R>> timed(
      DataStream<Either<DeadLetter, R>> rows, RecordKind<R> kind) {
    return rows.assignTimestampsAndWatermarks(
            Watermarks.ofRows(kind, OUT_OF_ORDER, Duration.ofMinutes(1)))
        .uid("timed-" + kind.topic());
  }

  static PredictionRow prediction(long index) {
    SplittableRandom random = new SplittableRandom(index);
    PredictionRow row = new PredictionRow();
    row.id = id(index);
    row.model = Traffic.model(0);
    row.modelVersion = Traffic.VERSION;
    row.eventTime = START + index;
    row.features = new float[FEATURES];
    for (int i = 0; i < FEATURES; i++) {
      row.features[i] = (float) random.nextDouble();
    }
    row.segments = Map.of();
    row.scores = Traffic.scores(random);
    return row;
  }

  static LabelRow label(long prediction, long time) {
    LabelRow row = new LabelRow();
    row.id = id(prediction);
    row.model = Traffic.model(0);
    row.label = prediction % 2 == 0 ? "NO" : "YES";
    row.labeler = "";
    row.knownAt = START + time;
    return row;
  }

  /** Odd numbers have an inverse among the powers of two, so that no two ids are equal. */
  private static String id(long index) {
    return Long.toHexString(index * 0x9E3779B97F4A7C15L);
  }

  private static final class Rows extends ProcessFunction<Long, Either<DeadLetter, PredictionRow>> {
    private static final long serialVersionUID = 1L;
    private final int open;

    Rows(int open) {
      this.open = open;
    }

    @Override
    public void processElement(
        Long index, Context context, Collector<Either<DeadLetter, PredictionRow>> out) {
      out.collect(Either.Right(prediction(index)));
      if (index >= open) {
        context.output(LABELS, Either.Right(label(index - open / 2, index)));
      }
    }
  }
}
