package io.driftloop.benchmarks.faults;

import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What every run is fed, the same each time: a row's label follows the sign of its first feature,
 * and from the middle on the opposite, so that there is one harm to be found.
 */
public final class FaultInput {
  public static final String MODEL = "faults";

  /** Rows of one window. */
  public static final int WINDOW_ROWS = 250;

  /**
   * How many rows an older one may come after a younger one: after a restart a task catches up with
   * one partition before the other.
   */
  static final int OUT_OF_ORDER_ROWS = 1500;

  static final long STEP = Duration.ofSeconds(10).toMillis();

  private static final int HISTORY = 1000;
  private static final int LABEL_DELAY = 20;
  private static final long LIVE_LABEL_DELAY = 1000;
  private static final int CLOSING_ROWS = 32;

  /** Where a window begins. */
  private static final long START = 946_750_000_000L;

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              Feature.numeric("x", ""),
              Feature.numeric("noise", ""),
              Feature.categorical("kind", List.of("a", "b"))),
          List.of("no", "yes"));

  private FaultInput() {}

  /**
   * Rows that fill windows, and some far behind them whose times close all of those.
   *
   * @param rows a multiple of {@link #WINDOW_ROWS}
   */
  public static ReplayData of(int rows, long seed) {
    Random random = new Random(seed);
    List<ReplayRow> stream = new ArrayList<>();
    int all = HISTORY + rows;
    for (int i = 0; i < all; i++) {
      stream.add(row(i, i, i < HISTORY + rows / 2, random));
    }
    int after = all + OUT_OF_ORDER_ROWS + 2 * WINDOW_ROWS;
    for (int i = 0; i < CLOSING_ROWS; i++) {
      stream.add(row(all + i, after, false, random));
    }
    return new ReplayData(MODEL, SCHEMA, List.copyOf(stream), HISTORY, LABEL_DELAY);
  }

  /**
   * A row of now, whose label is known a moment later.
   *
   * @param before whether labels still follow the sign of the first feature
   */
  public static ReplayRow live(int index, boolean before, Random random) {
    long now = System.currentTimeMillis();
    return row(index, now, now + LIVE_LABEL_DELAY, before, random);
  }

  private static ReplayRow row(int index, int position, boolean before, Random random) {
    long time = START + position * STEP;
    return row(index, time, time + LABEL_DELAY * STEP, before, random);
  }

  private static ReplayRow row(int index, long time, long knownAt, boolean before, Random random) {
    float x = (float) random.nextGaussian();
    float[] features = {x, (float) random.nextGaussian(), random.nextInt(2)};
    String label = x > 0 == before ? "yes" : "no";
    return new ReplayRow(index, time, features, Map.of(), label, knownAt);
  }

  /** The end of the last window that is full of rows, and that every run must tell of. */
  static long end(int rows) {
    return START + (HISTORY + rows) * STEP;
  }

  /** Records of garbage that a feeder sends with these rows. */
  static int garbage(int rows, long seed) {
    return (int) of(rows, seed).stream().stream().filter(Garbage::follows).count();
  }
}
