package io.driftloop.signals.sketch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.kll.KllFloatsSketch;
import org.apache.datasketches.memory.Memory;
import org.apache.datasketches.quantilescommon.QuantileSearchCriteria;

/**
 * Quantiles of any number of values in bounded space: KLL (Karnin, Lang and Liberty, 2016) of
 * Apache DataSketches. Up to {@code k} values it is exact. Beyond, every rank is within {@link
 * #rankError} with 99 % confidence, merged or not; the count, the smallest and the largest value
 * stay exact.
 *
 * <p>The library draws its random bits from a generator that cannot be seeded. So beyond {@code k}
 * values two sketches of the same values differ in their bytes, and a merged one from one pass,
 * within that error. What must be the same on every run, such as bins, is taken from a sketch once
 * and kept.
 */
public final class QuantileSketch {
  /** 1.3 % rank error in at most 3 kB. */
  public static final int DEFAULT_K = 200;

  private static final int MAX_BYTES = 1 << 20;

  private final KllFloatsSketch sketch;

  private QuantileSketch(KllFloatsSketch sketch) {
    this.sketch = sketch;
  }

  public static QuantileSketch empty() {
    return empty(DEFAULT_K);
  }

  /**
   * @param k values kept in full; the rank error is about 2.3 / k^0.9; from 8 to 65,535
   */
  public static QuantileSketch empty(int k) {
    return new QuantileSketch(KllFloatsSketch.newHeapInstance(k));
  }

  /** Adds a value; NaN is left out, an infinite value counts as the largest finite one. */
  public void add(float value) {
    if (!Float.isNaN(value)) {
      sketch.update(Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, value)));
    }
  }

  /** Takes the values of {@code other} into this; a different k gives the smaller's error. */
  public void merge(QuantileSketch other) {
    sketch.merge(other.sketch);
  }

  /** Values added. */
  public long count() {
    return sketch.getN();
  }

  /** The smallest value; 0 without values. */
  public float min() {
    return sketch.isEmpty() ? 0 : sketch.getMinItem();
  }

  /** The largest value; 0 without values. */
  public float max() {
    return sketch.isEmpty() ? 0 : sketch.getMaxItem();
  }

  /**
   * The smallest value that more than a share {@code rank} of the values does not exceed; 0 without
   * values.
   *
   * @param rank from 0 to 1
   */
  public float quantile(double rank) {
    return sketch.isEmpty() ? 0 : sketch.getQuantile(rank, QuantileSearchCriteria.EXCLUSIVE);
  }

  /**
   * The share of values that are at most each point, from 0 to 1; 0 without values.
   *
   * @param points in any order, not NaN
   */
  public double[] cdf(float... points) {
    return sketch.isEmpty()
        ? new double[points.length]
        : sketch.getRanks(points, QuantileSearchCriteria.INCLUSIVE);
  }

  /** The values that are kept, ascending: all of them while there are few. */
  public float[] values() {
    return sketch.isEmpty() ? new float[0] : sketch.getSortedView().getQuantiles();
  }

  /** The share of values that are exactly {@code point}; 0 without values. */
  public double mass(float point) {
    return sketch.isEmpty()
        ? 0
        : sketch.getRank(point, QuantileSearchCriteria.INCLUSIVE)
            - sketch.getRank(point, QuantileSearchCriteria.EXCLUSIVE);
  }

  /**
   * How far a rank may be off, as a share of the values, with 99 % confidence for one rank; 0 while
   * all values are kept.
   */
  public double rankError() {
    return sketch.isEstimationMode() ? sketch.getNormalizedRankError(false) : 0;
  }

  public void write(DataOutput out) throws IOException {
    SketchBytes.write(sketch.toByteArray(), out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sketch
   */
  public static QuantileSketch read(DataInput in) throws IOException {
    return new QuantileSketch(
        SketchBytes.read(in, MAX_BYTES, bytes -> KllFloatsSketch.heapify(Memory.wrap(bytes))));
  }
}
