package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.console.replay.ModelHost;
import io.driftloop.console.replay.Replay;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayListener;
import io.driftloop.console.replay.ReplayReport;
import io.driftloop.console.replay.ReplayReport.Retraining;
import io.driftloop.console.replay.ReplaySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole loop on a real broker, with the jobs and the worker as they are shipped. */
class LoopIT {
  private static final long SEED = 20_261_123L;
  private static final int ROWS = 6_000;
  private static final int HISTORY = 1_000;
  private static final int FLIP = 3_000;
  private static final Duration WINDOW = Duration.ofMinutes(250);

  private static final Options LOOP =
      LoopOptions.forReplay(
          Options.of(
              Map.of(
                  "window", "250m",
                  "retrain.rule", "threshold",
                  "retrain.triggers", "accuracy",
                  "retrain.consecutive", "1",
                  "retrain.cooldown", "250m",
                  "retrain.in-flight-timeout", "1d",
                  "retrain.training-window", "250m",
                  "train.minimum-rows", "150",
                  "train.hidden-layers", "16")));

  @TempDir Path directory;

  @Test
  @Timeout(240)
  void driftIsNoticedAndTheLoopRecoversThoughTheWorkerDies() throws Exception {
    ReplayData data = DriftingStream.of(ROWS, HISTORY, FLIP, SEED);
    try (Stack stack = Stack.start(new Directories(directory), Ports.allFree(), LOOP)) {
      FirstModel.publish(
          data, stack.directories().models(), stack.bootstrapServers(), stack.options());
      Killer killer = new Killer(stack);

      Replay.Result result =
          Replay.run(
              ModelHost.LOOP,
              stack.bootstrapServers(),
              "row",
              data,
              new ReplaySettings(
                  WINDOW, Duration.ZERO, Double.POSITIVE_INFINITY, Duration.ofSeconds(60)),
              killer,
              stack::requireHealthy);

      assertThat(killer.kills).as("workers killed").hasValue(1);
      assertThat(result.brokenBalances()).isEmpty();
      assertRecovered(result.report());
      new Rescoring(stack, data.model()).assertEachVersionMadeItsPredictions();
    }
  }

  private static void assertRecovered(ReplayReport report) {
    assertThat(report.rows()).isEqualTo(ROWS - HISTORY);
    assertThat(report.joined()).isEqualTo(ROWS - HISTORY);
    assertThat(report.deadLetters()).isZero();
    assertThat(report.retrainings()).isNotEmpty().hasSizeLessThan(6);
    assertThat(report.retrainings()).extracting(Retraining::requestId).doesNotHaveDuplicates();
    assertThat(report.retrainings())
        .extracting(Retraining::outcome)
        .allMatch(outcome -> List.of("PUBLISHED", "REJECTED").contains(outcome))
        .contains("PUBLISHED");
    assertThat(report.retrainings())
        .allSatisfy(retraining -> assertThat(retraining.reasons()).isNotEmpty());
    assertThat((long) report.swaps())
        .isEqualTo(
            report.retrainings().stream()
                .filter(retraining -> retraining.outcome().equals("PUBLISHED"))
                .count());
    // Right for two fifths of the rows and wrong for the rest; the loop is wrong for few windows.
    assertThat(report.accuracy().frozen()).isBetween(.35, .45);
    assertThat(report.accuracy().loop()).isGreaterThan(.8);
  }

  /** Kills the worker once, when the first request has come and it is answering it. */
  private static final class Killer implements ReplayListener {
    private final Stack stack;
    private final AtomicInteger kills = new AtomicInteger();

    private Killer(Stack stack) {
      this.stack = stack;
    }

    @Override
    public void progress(Progress progress) {
      assertThat(progress.rows()).isLessThanOrEqualTo(progress.total());
    }

    @Override
    public void happened(String line) {
      if (line.contains("retraining asked for") && kills.compareAndSet(0, 1)) {
        stack.restartWorker();
      }
    }
  }
}
