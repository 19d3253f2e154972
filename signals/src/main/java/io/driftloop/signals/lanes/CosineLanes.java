package io.driftloop.signals.lanes;

import static jdk.incubator.vector.VectorOperators.ASHR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Cosines of weighted sums of a row's numbers. */
public final class CosineLanes {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  private static final int SIGN = Integer.SIZE - 1;

  /** Without its sign, as bits. */
  private static final int LOWEST_NAN = Float.floatToRawIntBits(Float.POSITIVE_INFINITY) + 1;

  /** Adding and taking it away rounds to a whole number, below 2^22. */
  private static final float ROUND = 0x1.8p23f;

  private static final float TURNS = (float) (1 / (2 * Math.PI));

  private CosineLanes() {}

  /** Whether rows of so many sums are whole vectors, two by two. */
  public static boolean fit(int sums) {
    return sums % (2 * LANES) == 0;
  }

  /**
   * Moves and scales a row's numbers, as far as they fill vectors.
   *
   * @param from NaN becomes 0
   * @param limit how far from 0 one may come
   * @return how many were scaled; the rest is left to the caller
   */
  public static int scale(
      float[] from, float[] centres, float[] factors, float[] offsets, float limit, float[] to) {
    int at = 0;
    for (; at < SPECIES.loopBound(from.length); at += LANES) {
      IntVector bits =
          FloatVector.fromArray(SPECIES, from, at)
              .sub(FloatVector.fromArray(SPECIES, centres, at))
              .mul(FloatVector.fromArray(SPECIES, factors, at))
              .add(FloatVector.fromArray(SPECIES, offsets, at))
              .reinterpretAsInts();
      // All bits where it is a number, none where it is not.
      IntVector kept = bits.and(Integer.MAX_VALUE).sub(LOWEST_NAN).lanewise(ASHR, SIGN);
      bits.and(kept).reinterpretAsFloats().min(limit).max(-limit).intoArray(to, at);
    }
    return at;
  }

  /**
   * Sums up numbers times their weights, one after the other.
   *
   * @param first what each sum begins with
   * @param weights by number, then by sum
   * @param sums as many as {@link #fit}
   */
  public static void sum(float[] first, float[] numbers, float[][] weights, float[] sums) {
    for (int at = 0; at < first.length; at += 2 * LANES) {
      FloatVector low = FloatVector.fromArray(SPECIES, first, at);
      FloatVector high = FloatVector.fromArray(SPECIES, first, at + LANES);
      for (int i = 0; i < weights.length; i++) {
        FloatVector number = FloatVector.broadcast(SPECIES, numbers[i]);
        float[] line = weights[i];
        low = low.add(FloatVector.fromArray(SPECIES, line, at).mul(number));
        high = high.add(FloatVector.fromArray(SPECIES, line, at + LANES).mul(number));
      }
      low.intoArray(sums, at);
      high.intoArray(sums, at + LANES);
    }
  }

  /**
   * Adds the cosine of each angle in whole units, as the loop in Java does: see {@code
   * FourierFeatures.cosine}.
   *
   * @param units of a cosine of 1
   */
  public static void addCosines(float[] angles, float units, float[] sums) {
    for (int at = 0; at < sums.length; at += LANES) {
      FloatVector turns = FloatVector.fromArray(SPECIES, angles, at).mul(TURNS);
      FloatVector half = turns.sub(turns.add(ROUND).sub(ROUND)).mul((float) Math.PI);
      FloatVector y = half.mul(half);
      FloatVector square = y.mul(y);
      FloatVector first = y.mul(-1f / 6).add(1);
      FloatVector second = y.mul(-1f / 5_040).add(1f / 120);
      FloatVector third = y.mul(-1f / 39_916_800).add(1f / 362_880);
      FloatVector sine = half.mul(first.add(square.mul(second.add(square.mul(third)))));
      FloatVector cosine = sine.mul(sine).mul(-2 * units).add(units);
      cosine
          .add(ROUND)
          .sub(ROUND)
          .add(FloatVector.fromArray(SPECIES, sums, at))
          .intoArray(sums, at);
    }
  }
}
