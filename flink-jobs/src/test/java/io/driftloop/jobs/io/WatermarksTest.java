package io.driftloop.jobs.io;

import static io.driftloop.jobs.Rows.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.RequestRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.types.Either;
import org.apache.flink.util.clock.ManualClock;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class WatermarksTest {

  private static final class Collected implements WatermarkOutput {
    final List<Watermark> watermarks = new ArrayList<>();
    boolean idle;

    @Override
    public void emitWatermark(Watermark watermark) {
      watermarks.add(watermark);
    }

    @Override
    public void markIdle() {
      idle = true;
    }

    @Override
    public void markActive() {}
  }

  private final class Context implements WatermarkGeneratorSupplier.Context {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup();
    }

    @Override
    public RelativeClock getInputActivityClock() {
      return clock;
    }
  }

  private final Collected output = new Collected();
  private final ManualClock clock = new ManualClock(1);

  @Test
  void watermarkFollowsTheLatestRowAndNoDeadLetter() {
    var strategy =
        Watermarks.ofRows(RecordKinds.REQUESTS, Duration.ofMillis(100), Duration.ofDays(1));
    WatermarkGenerator<Either<DeadLetter, RequestRow>> generator =
        strategy.createWatermarkGenerator(new Context());
    var assigner = strategy.createTimestampAssigner(() -> null);
    DeadLetter letter =
        DeadLetters.of("t", "k", "s", ErrorCode.UNDECODABLE, "bad", new byte[0], 9_999_999);
    List<Either<DeadLetter, RequestRow>> records =
        List.of(
            Either.Right(request("a", 1000)), Either.Right(request("b", 900)), Either.Left(letter));
    generator.onPeriodicEmit(output);
    for (Either<DeadLetter, RequestRow> record : records) {
      generator.onEvent(record, assigner.extractTimestamp(record, 9_999_999), output);
    }
    generator.onPeriodicEmit(output);
    assertThat(output.watermarks)
        .containsExactly(new Watermark(Long.MIN_VALUE), new Watermark(899));
  }

  @Test
  void partitionWithoutARecordIsNotWaitedForAfterTheIdleness() {
    WatermarkGenerator<Either<DeadLetter, RequestRow>> generator =
        Watermarks.ofRows(RecordKinds.REQUESTS, Duration.ofMillis(100), Duration.ofSeconds(30))
            .createWatermarkGenerator(new Context());
    generator.onEvent(Either.Right(request("a", 1000)), 1000, output);
    generator.onPeriodicEmit(output);
    generator.onPeriodicEmit(output);
    clock.advanceTime(Duration.ofSeconds(29));
    generator.onPeriodicEmit(output);
    assertThat(output.idle).isFalse();
    clock.advanceTime(Duration.ofSeconds(2));
    generator.onPeriodicEmit(output);
    assertThat(output.idle).isTrue();
  }

  @Test
  void controlStreamNeverHoldsTimeBack() {
    Watermarks.<String>ofControl().createWatermarkGenerator(new Context()).onPeriodicEmit(output);
    assertThat(output.watermarks).containsExactly(Watermark.MAX_WATERMARK);
  }
}
