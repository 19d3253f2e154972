package io.driftloop.signals.profile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** A reference of two numeric and one categorical feature, and rows that agree with it. */
public final class Samples {
  public static final List<String> NAMES = List.of("price", "demand", "weekday");
  public static final int CATEGORIES = 7;

  private Samples() {}

  public static ReferenceProfile reference(int rows, Random random) {
    float[][] columns = new float[2][rows];
    float[][] features = new float[rows][];
    for (int i = 0; i < rows; i++) {
      features[i] = features(random);
      columns[0][i] = features[i][0];
      columns[1][i] = features[i][1];
    }
    List<Bins> bins =
        List.of(
            Bins.ofQuantiles(columns[0], 10),
            Bins.ofQuantiles(columns[1], 10),
            Bins.ofCategories(CATEGORIES));
    DataProfile data = DataProfile.empty(bins, 2);
    PerformanceProfile performance = new PerformanceProfile();
    for (float[] row : features) {
      data.addFeatures(bins, row);
      float[] scores = scores(random);
      data.addScores(scores);
      performance.add(scores, random.nextFloat() < scores[0] ? 0 : 1);
    }
    return new ReferenceProfile(NAMES, bins, data, performance);
  }

  /** A price with 1 % missing, a demand that is often 0, a weekday. */
  public static float[] features(Random random) {
    return new float[] {
      random.nextInt(100) == 0 ? Float.NaN : (float) random.nextGaussian(),
      Math.max(0, (float) random.nextGaussian() * 10),
      random.nextInt(CATEGORIES)
    };
  }

  /** Two classes; the top score is .75 on average. */
  public static float[] scores(Random random) {
    float first = random.nextFloat();
    return new float[] {first, 1 - first};
  }

  /** What writes itself. */
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  public static byte[] bytes(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  public static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
