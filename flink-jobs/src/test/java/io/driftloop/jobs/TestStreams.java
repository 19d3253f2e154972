package io.driftloop.jobs;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Watermarks;
import io.driftloop.schemas.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** Jobs in this JVM, as production runs them but for their sources and sinks. */
public final class TestStreams {
  private static final Duration OUT_OF_ORDERNESS = Duration.ofMillis(50);

  private TestStreams() {}

  /** Options of a job that checkpoints often. */
  public static Options options(Path folder, Map<String, String> own) {
    return Options.of(
            Map.of(
                "checkpoint.interval",
                "100ms",
                "checkpoint.directory",
                folder.toUri().toString(),
                "models.uri",
                folder.toUri().toString()))
        .with(own);
  }

  public static StreamExecutionEnvironment environment(Options options) {
    return environment(options, 2, new Configuration());
  }

  /**
   * @param more settings beside a job's own
   */
  public static StreamExecutionEnvironment environment(
      Options options, int parallelism, Configuration more) {
    Configuration configuration = JobEnvironment.configuration(options);
    configuration.addAll(more);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(10));
    return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
  }

  /** A bounded stream of rows with event time, so many of them between two checkpoints. */
  public static <R> DataStream<Either<DeadLetter, R>> rows(
      StreamExecutionEnvironment environment,
      String uid,
      RecordKind<R> kind,
      List<R> rows,
      int aCheckpoint) {
    return stream(
        environment,
        uid,
        kind,
        rows,
        RateLimiterStrategy.perCheckpoint(aCheckpoint),
        Watermarks.ofRows(kind, OUT_OF_ORDERNESS, Duration.ofMinutes(1)));
  }

  /** A stream of rows with event time that goes on without a record after them. */
  public static <R> DataStream<Either<DeadLetter, R>> heldOpen(
      StreamExecutionEnvironment environment,
      String uid,
      RecordKind<R> kind,
      List<R> rows,
      HoldOpen hold) {
    return heldOpen(
        environment,
        uid,
        kind,
        rows,
        hold,
        Watermarks.ofRows(kind, OUT_OF_ORDERNESS, Duration.ofMinutes(1)));
  }

  /** A stream of control records that goes on without a record after them. */
  public static <R> DataStream<Either<DeadLetter, R>> controlHeldOpen(
      StreamExecutionEnvironment environment,
      String uid,
      RecordKind<R> kind,
      List<R> rows,
      HoldOpen hold) {
    return heldOpen(environment, uid, kind, rows, hold, Watermarks.ofControl());
  }

  private static <R> DataStream<Either<DeadLetter, R>> heldOpen(
      StreamExecutionEnvironment environment,
      String uid,
      RecordKind<R> kind,
      List<R> rows,
      HoldOpen hold,
      WatermarkStrategy<Either<DeadLetter, R>> watermarks) {
    List<R> andOneThatNeverComes = new ArrayList<>(rows);
    andOneThatNeverComes.add(rows.get(rows.size() - 1));
    return stream(
        environment, uid, kind, andOneThatNeverComes, hold.after(rows.size()), watermarks);
  }

  /** A bounded stream of a few control records. */
  public static <R> DataStream<Either<DeadLetter, R>> control(
      StreamExecutionEnvironment environment, String uid, RecordKind<R> kind, List<R> rows) {
    return stream(environment, uid, kind, rows, RateLimiterStrategy.noOp(), Watermarks.ofControl());
  }

  private static <R> DataStream<Either<DeadLetter, R>> stream(
      StreamExecutionEnvironment environment,
      String uid,
      RecordKind<R> kind,
      List<R> rows,
      RateLimiterStrategy rate,
      WatermarkStrategy<Either<DeadLetter, R>> watermarks) {
    List<R> all = new ArrayList<>(rows);
    GeneratorFunction<Long, Either<DeadLetter, R>> generator = new At<>(kind, all);
    var type = new EitherTypeInfo<>(RecordKinds.DEAD_LETTERS.type(), kind.type());
    return environment
        .fromSource(new DataGeneratorSource<>(generator, all.size(), rate, type), watermarks, uid)
        .setParallelism(1)
        .uid(uid);
  }

  /** The rows as bytes, because rows themselves are no serialisable objects. */
  private static final class At<R> implements GeneratorFunction<Long, Either<DeadLetter, R>> {
    private static final long serialVersionUID = 1L;

    private final RecordKind<R> kind;
    private final ArrayList<byte[]> bytes = new ArrayList<>();

    At(RecordKind<R> kind, List<R> rows) {
      this.kind = kind;
      var encoder = kind.encoder().create();
      rows.forEach(row -> bytes.add(encoder.encode(row)));
    }

    @Override
    public Either<DeadLetter, R> map(Long index) throws Exception {
      return Either.Right(kind.decoder().create().decode(bytes.get(index.intValue())));
    }
  }
}
