package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.types.Either;

/** How far event time has come in a source. */
public final class Watermarks {
  private Watermarks() {}

  /**
   * Follows the rows' event times, a partition at a time; what was turned away does not count.
   *
   * @param maxOutOfOrderness how much later than a younger row an older one may come
   * @param idleness wall-clock time without a record after which a partition is not waited for
   */
  public static <R> WatermarkStrategy<Either<DeadLetter, R>> ofRows(
      RecordKind<R> kind, Duration maxOutOfOrderness, Duration idleness) {
    RecordKind.Time<R> time = kind.time();
    long bound = maxOutOfOrderness.toMillis();
    return WatermarkStrategy.<Either<DeadLetter, R>>forGenerator(context -> new Bounded<>(bound))
        .withTimestampAssigner(
            (record, kafkaTime) -> record.isRight() ? time.applyAsLong(record.right()) : kafkaTime)
        .withIdleness(idleness);
  }

  /**
   * For a control stream, which must never hold event time back: a model descriptor may be the last
   * one for weeks.
   */
  public static <T> WatermarkStrategy<T> ofControl() {
    return WatermarkStrategy.forGenerator(context -> new Maximum<>());
  }

  private static final class Bounded<R> implements WatermarkGenerator<Either<DeadLetter, R>> {
    private final long bound;
    private long latest;

    Bounded(long bound) {
      this.bound = bound;
      latest = Long.MIN_VALUE + bound + 1;
    }

    @Override
    public void onEvent(Either<DeadLetter, R> record, long time, WatermarkOutput output) {
      if (record.isRight()) {
        latest = Math.max(latest, time);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(new Watermark(latest - bound - 1));
    }
  }

  private static final class Maximum<T> implements WatermarkGenerator<T> {
    @Override
    public void onEvent(T event, long time, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.emitWatermark(Watermark.MAX_WATERMARK);
    }
  }
}
