package io.driftloop.console.command;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.replay.CsvTable;
import io.driftloop.console.replay.ElsewhereHost;
import io.driftloop.console.replay.ModelHost;
import io.driftloop.console.replay.ReplayConfig;
import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayOptions;
import io.driftloop.console.stack.LoopOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A labelled stream and the options of the loop that it goes through, both as one file says.
 *
 * @param loop as {@link LoopOptions#check} accepts them
 * @param monitorOnly whether the replay plays a model that runs elsewhere
 */
record Input(ReplayData data, Options loop, boolean monitorOnly) {
  private static final String ELEC2 = "/data/elec2.csv.gz";

  /** A file of the person's own. */
  static Input of(Path csv, Path config) {
    return of(CsvTable.read(csv), Options.load(config));
  }

  /** The data that is shipped, as a file of the installation says. */
  static Input demo(Path config) {
    Options options = Options.load(config);
    try (InputStream in = Input.class.getResourceAsStream(ELEC2)) {
      return of(CsvTable.read(in, "elec2"), options);
    } catch (IOException e) {
      throw new ConsoleException("cannot read the demo's data", e);
    }
  }

  private static Input of(CsvTable table, Options options) {
    Options loop = LoopOptions.check(Options.of(options.section("loop")));
    return new Input(
        ReplayConfig.apply(table, options),
        LoopOptions.forReplay(loop),
        options.get(ReplayOptions.MONITOR_ONLY));
  }

  /** The same rows in random order; without a seed, these. */
  Input shuffled(Long seed) {
    return seed == null ? this : new Input(data.shuffled(seed), loop, monitorOnly);
  }

  /**
   * Who runs the model.
   *
   * @param models directory of the model store
   * @throws ConfigException where the replay plays it and the loop's mappings are wrong
   */
  ModelHost host(Path models) {
    return monitorOnly ? new ElsewhereHost(loop, data.schema(), models) : ModelHost.LOOP;
  }
}
