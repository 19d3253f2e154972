package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;

class ProductSumsTest {
  private static final int WIDTH = 7;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  private float[][] rows(int count) {
    float[][] rows = new float[count][WIDTH];
    for (float[] row : rows) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = random.nextInt(-4096, 4097);
      }
    }
    return rows;
  }

  private static ProductSums of(float[]... rows) {
    ProductSums sums = new ProductSums(WIDTH);
    for (float[] row : rows) {
      sums.add(row);
    }
    return sums;
  }

  private void requireEqual(ProductSums sums, float[][] rows) {
    for (int i = 0; i < WIDTH; i++) {
      for (int j = 0; j < WIDTH; j++) {
        double product = 0;
        for (float[] row : rows) {
          product += (double) row[i] * row[j];
        }
        assertThat(sums.product(i, j)).as("seed %d", seed).isEqualTo(product);
      }
    }
  }

  @RepeatedTest(20)
  void sumsAreExactForAnyNumberOfRows() {
    float[][] rows = rows(random.nextInt(50));
    requireEqual(of(rows), rows);
  }

  @RepeatedTest(20)
  void rowsCountThatWaitInEitherPart() {
    float[][] rows = rows(1 + random.nextInt(50));
    int first = random.nextInt(rows.length);
    ProductSums merged = new ProductSums(WIDTH);
    for (int i = 0; i < first; i++) {
      merged.add(rows[i]);
    }
    ProductSums other = new ProductSums(WIDTH);
    for (int i = first; i < rows.length; i++) {
      other.add(rows[i]);
    }
    merged.addScaled(other, 1);
    requireEqual(merged, rows);
    requireEqual(other, java.util.Arrays.copyOfRange(rows, first, rows.length));
  }

  @RepeatedTest(5)
  void rowsMayFollowAReading() {
    float[][] rows = rows(21);
    ProductSums sums = new ProductSums(WIDTH);
    for (float[] row : rows) {
      sums.add(row);
      sums.product(0, 1);
    }
    requireEqual(sums, rows);
  }
}
