package io.driftloop.console.stack;

import io.driftloop.console.replay.ReplayData;
import io.driftloop.console.replay.ReplayRow;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Rows whose label follows the sign of their first feature, and from one row on the opposite sign:
 * a frozen model is then always wrong. A row a minute; a label is known a minute later.
 */
final class DriftingStream {
  static final long MINUTE = 60_000L;

  private static final long START = 946_684_800_000L;
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              Feature.numeric("x", ""),
              Feature.numeric("noise", ""),
              Feature.categorical("kind", List.of("a", "b"))),
          List.of("no", "yes"));

  private DriftingStream() {}

  /**
   * A stream.
   *
   * @param rows all rows
   * @param history those of them that version 1 is trained on
   * @param flip the first row with the opposite concept
   */
  static ReplayData of(int rows, int history, int flip, long seed) {
    Random random = new Random(seed);
    List<ReplayRow> stream = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float x = (float) random.nextGaussian();
      boolean yes = x > 0 != i >= flip;
      long time = START + i * MINUTE;
      float[] features = {x, (float) random.nextGaussian(), random.nextInt(2)};
      stream.add(new ReplayRow(i, time, features, Map.of(), yes ? "yes" : "no", time + MINUTE));
    }
    return new ReplayData("drifting", SCHEMA, List.copyOf(stream), history, 1);
  }
}
