package io.driftloop.signals.lanes;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Sums of columns of small whole numbers, and of the products of each two, in lanes of 16 bits. */
public final class ProductLanes {
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));
  private static final int LANE = 0xffff;

  /** The most rows. */
  public static final int ROWS = 128;

  private static final int HALF_OF_ROWS = ROWS / 2;

  private short[][] columns = {};

  /** The largest number whose products fit into a lane, however many rows there are. */
  public static int most() {
    return (int) Math.sqrt(LANE / (ROWS / SHORTS.length()));
  }

  /**
   * Sums up the first {@code count} rows of these columns.
   *
   * @param numbers by column, then by row; from 0 to {@link #most}
   * @param width columns, of which there may be more
   * @param sums takes that of each column
   * @param products takes those of each column with itself and the ones behind it
   */
  public void sum(int[][] numbers, int width, int count, long[] sums, long[][] products) {
    if (columns.length < width) {
      columns = new short[width][ROWS];
    }
    for (int i = 0; i < width; i++) {
      sums[i] = narrow(numbers[i], count, columns[i]);
    }
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        products[i][j] = product(columns[i], columns[j], count);
      }
    }
  }

  /** Fills up with zeros, and sums up. */
  private static int narrow(int[] from, int count, short[] to) {
    IntVector sum = IntVector.zero(INTS);
    int at = 0;
    for (; at < INTS.loopBound(count); at += INTS.length()) {
      IntVector numbers = IntVector.fromArray(INTS, from, at);
      sum = sum.add(numbers);
      ((ShortVector) numbers.convertShape(I2S, HALF, 0)).intoArray(to, at);
    }
    int total = sum.reduceLanes(ADD);
    for (; at < count; at++) {
      to[at] = (short) from[at];
      total += from[at];
    }
    Arrays.fill(to, count, ROWS, (short) 0);
    return total;
  }

  /** In loops of a known length, of which the compiler leaves none. */
  private static int product(short[] first, short[] second, int count) {
    ShortVector lanes = ShortVector.zero(SHORTS);
    for (int at = 0; at < HALF_OF_ROWS; at += SHORTS.length()) {
      ShortVector numbers = ShortVector.fromArray(SHORTS, first, at);
      lanes = lanes.add(numbers.mul(ShortVector.fromArray(SHORTS, second, at)));
    }
    if (count > HALF_OF_ROWS) {
      for (int at = HALF_OF_ROWS; at < ROWS; at += SHORTS.length()) {
        ShortVector numbers = ShortVector.fromArray(SHORTS, first, at);
        lanes = lanes.add(numbers.mul(ShortVector.fromArray(SHORTS, second, at)));
      }
    }
    IntVector pairs = lanes.reinterpretAsInts();
    return pairs.and(LANE).add(pairs.lanewise(LSHR, Short.SIZE)).reduceLanes(ADD);
  }
}
