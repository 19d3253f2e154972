package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.console.Home;
import io.driftloop.console.replay.CsvTable;
import io.driftloop.console.replay.ModelHost;
import io.driftloop.console.replay.Replay;
import io.driftloop.console.replay.ReplayConfig;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayListener;
import io.driftloop.console.replay.ReplaySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo's stream in random order, on a real broker: nothing changes, so nothing is asked for.
 */
class NoDriftIT {
  private static final long SEED = 20_261_125L;
  private static final int ROWS = 15_000;

  @TempDir Path directory;

  @Test
  @Timeout(240)
  void aStreamWithoutDriftAsksForNoRetraining() throws IOException {
    Options demo = Options.load(Home.file("config/demo-elec2.yaml"));
    ReplayData data = shuffled(demo);
    Options loop = LoopOptions.forReplay(Options.of(demo.section("loop")));
    try (Stack stack = Stack.start(new Directories(directory), Ports.allFree(), loop)) {
      FirstModel.publish(
          data, stack.directories().models(), stack.bootstrapServers(), stack.options());

      Replay.Result result =
          Replay.run(
              ModelHost.LOOP,
              stack.bootstrapServers(),
              "row",
              data,
              new ReplaySettings(
                  Duration.ofDays(7),
                  Duration.ZERO,
                  Double.POSITIVE_INFINITY,
                  Duration.ofSeconds(60)),
              new Quiet(),
              stack::requireHealthy);

      assertThat(result.brokenBalances()).isEmpty();
      assertThat(result.report().signals()).as("seed %d", SEED).containsKeys("psi", "accuracy");
      assertThat(result.report().retrainings()).as("seed %d", SEED).isEmpty();
      assertThat(result.report().swaps()).isZero();
    }
  }

  private static ReplayData shuffled(Options demo) throws IOException {
    try (InputStream in = NoDriftIT.class.getResourceAsStream("/data/elec2.csv.gz")) {
      ReplayData all = ReplayConfig.apply(CsvTable.read(in, "elec2"), demo).shuffled(SEED);
      return new ReplayData(
          all.model(),
          all.schema(),
          all.rows().subList(0, ROWS),
          all.firstModelRows(),
          all.labelDelayRows());
    }
  }

  private static final class Quiet implements ReplayListener {
    @Override
    public void progress(Progress progress) {
      assertThat(progress.version()).isIn("", "v1");
    }

    @Override
    public void happened(String line) {
      assertThat(line).doesNotContain("retraining asked for");
    }
  }
}
