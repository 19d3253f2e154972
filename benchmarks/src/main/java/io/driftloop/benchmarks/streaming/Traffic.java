package io.driftloop.benchmarks.streaming;

import io.driftloop.schemas.row.PredictionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Predictions of numeric features and two classes, evenly spread over windows of a day; the same
 * seed gives the same ones.
 *
 * @param rows how many
 * @param features of a row, standard normal
 * @param models that take turns, at random
 * @param firstShare share of rows that the first model has; the others have the rest in equal parts
 * @param windows days that the rows spread over
 */
public record Traffic(int rows, int features, int models, double firstShare, int windows) {
  static final String VERSION = "v1";

  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long SEED = 20_260_101;

  /** Equal parts for all models. */
  public static Traffic even(int rows, int features, int models) {
    return new Traffic(rows, features, models, 1.0 / models, 10);
  }

  /** The models' names, in order. */
  static String model(int index) {
    return "model-" + index;
  }

  /** The features of some rows, one array a row, as a model's training saw them. */
  static float[][] sample(int rows, int features, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, rows)
        .mapToObj(row -> normal(random, features))
        .toArray(float[][]::new);
  }

  /** A generator that gives {@link #rows} rows, in the order of their time. */
  public Generator generator() {
    return new Generator(this, new SplittableRandom(SEED));
  }

  private static float[] normal(SplittableRandom random, int features) {
    float[] row = new float[features];
    for (int i = 0; i < features; i++) {
      row[i] = (float) random.nextGaussian();
    }
    return row;
  }

  /** Probabilities of two classes. */
  static float[] scores(SplittableRandom random) {
    float first = (float) random.nextDouble();
    return new float[] {first, 1 - first};
  }

  /** Gives rows one by one. */
  public static final class Generator implements Iterator<PredictionRow> {
    private final Traffic traffic;
    private final SplittableRandom random;
    private int next;

    private Generator(Traffic traffic, SplittableRandom random) {
      this.traffic = traffic;
      this.random = random;
    }

    @Override
    public boolean hasNext() {
      return next < traffic.rows;
    }

    @Override
    public PredictionRow next() {
      PredictionRow row = new PredictionRow();
      row.id = "p" + next;
      row.model = model(modelIndex());
      row.modelVersion = VERSION;
      row.eventTime = START + Duration.ofDays(traffic.windows).toMillis() * next / traffic.rows;
      row.features = normal(random, traffic.features);
      row.segments = Map.of();
      row.scores = scores(random);
      next++;
      return row;
    }

    private int modelIndex() {
      boolean first = traffic.models == 1 || random.nextDouble() < traffic.firstShare;
      return first ? 0 : random.nextInt(1, traffic.models);
    }
  }
}
