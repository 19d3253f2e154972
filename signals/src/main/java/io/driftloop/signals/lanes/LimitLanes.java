package io.driftloop.signals.lanes;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** Compares the values of a column with an ascending row of limits, some vectors at a time. */
public final class LimitLanes {
  private static final VectorSpecies<Integer> SPECIES = IntVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int TOGETHER = 4 * LANES;
  private static final int SIGN = Integer.SIZE - 1;

  /** Above no limit. */
  private static final int PADDING = Float.floatToRawIntBits(Float.NEGATIVE_INFINITY);

  /** By limit: values above it, as a sum a lane. */
  private final int[] above;

  /**
   * @param limits the most that there are
   */
  public LimitLanes(int limits) {
    above = new int[limits * LANES];
  }

  /**
   * Finds for each value which limits are below it: the difference of the two is negative, then.
   *
   * @param bits those of finite values, with room for a multiple of 64 of them, which is written to
   * @param count values
   * @param limits finite ones, ascending
   * @param least what each sum begins with
   * @param edges a bit a limit, set where the limit adds 2 to a sum
   * @param sums takes that of the limits below each value, with room as {@code bits} have it
   * @param tally takes how many values have 0, 1, 2 … limits below them
   */
  public void place(
      int[] bits, int count, float[] limits, int least, int edges, int[] sums, int[] tally) {
    int end = (count + TOGETHER - 1) / TOGETHER * TOGETHER;
    Arrays.fill(bits, count, end, PADDING);
    Arrays.fill(above, 0, limits.length * LANES, 0);
    for (int from = 0; from < end; from += TOGETHER) {
      compare(bits, from, limits, least, edges, sums);
    }
    int before = count;
    for (int i = 0; i < limits.length; i++) {
      int more = IntVector.fromArray(SPECIES, above, i * LANES).reduceLanes(ADD);
      tally[i] = before - more;
      before = more;
    }
    tally[limits.length] = before;
  }

  private void compare(int[] bits, int from, float[] limits, int least, int edges, int[] sums) {
    FloatVector a = IntVector.fromArray(SPECIES, bits, from).reinterpretAsFloats();
    FloatVector b = IntVector.fromArray(SPECIES, bits, from + LANES).reinterpretAsFloats();
    FloatVector c = IntVector.fromArray(SPECIES, bits, from + 2 * LANES).reinterpretAsFloats();
    FloatVector d = IntVector.fromArray(SPECIES, bits, from + 3 * LANES).reinterpretAsFloats();
    IntVector sumA = IntVector.broadcast(SPECIES, least);
    IntVector sumB = sumA;
    IntVector sumC = sumA;
    IntVector sumD = sumA;
    for (int i = 0; i < limits.length; i++) {
      FloatVector limit = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, limits[i]);
      IntVector step = IntVector.broadcast(SPECIES, (edges >>> i & 1) << 1);
      // All bits where the limit is below a value, none elsewhere.
      IntVector belowA = limit.sub(a).reinterpretAsInts().lanewise(ASHR, SIGN);
      IntVector belowB = limit.sub(b).reinterpretAsInts().lanewise(ASHR, SIGN);
      IntVector belowC = limit.sub(c).reinterpretAsInts().lanewise(ASHR, SIGN);
      IntVector belowD = limit.sub(d).reinterpretAsInts().lanewise(ASHR, SIGN);
      sumA = sumA.add(belowA.and(step));
      sumB = sumB.add(belowB.and(step));
      sumC = sumC.add(belowC.and(step));
      sumD = sumD.add(belowD.and(step));
      IntVector.fromArray(SPECIES, above, i * LANES)
          .sub(belowA.add(belowB).add(belowC.add(belowD)))
          .intoArray(above, i * LANES);
    }
    sumA.intoArray(sums, from);
    sumB.intoArray(sums, from + LANES);
    sumC.intoArray(sums, from + 2 * LANES);
    sumD.intoArray(sums, from + 3 * LANES);
  }
}
