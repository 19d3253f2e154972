package io.driftloop.signals.sketch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;

/**
 * How many different items there were, in bounded space: HyperLogLog (Flajolet et al., 2007) of
 * Apache DataSketches with 2048 registers. The estimate depends on the set of items only, neither
 * on their order nor on how they were split and merged; its relative standard error is {@link
 * #RELATIVE_ERROR}.
 */
public final class DistinctSketch {
  /** 1.04 / √2048. */
  public static final double RELATIVE_ERROR = 0.023;

  private static final int LOG_REGISTERS = 11;
  private static final int MAX_BYTES = 1 << 14;

  private final Union union = new Union(LOG_REGISTERS);

  private DistinctSketch() {}

  public static DistinctSketch empty() {
    return new DistinctSketch();
  }

  public void add(long item) {
    union.update(item);
  }

  /** Adds an item; an empty one counts as none. */
  public void add(String item) {
    union.update(item);
  }

  public void merge(DistinctSketch other) {
    union.update(other.union.getResult(TgtHllType.HLL_8));
  }

  /** The estimated number of different items. */
  public double count() {
    return union.getCompositeEstimate();
  }

  public void write(DataOutput out) throws IOException {
    SketchBytes.write(union.getResult(TgtHllType.HLL_4).toCompactByteArray(), out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sketch
   */
  public static DistinctSketch read(DataInput in) throws IOException {
    HllSketch read = SketchBytes.read(in, MAX_BYTES, HllSketch::heapify);
    if (read.getLgConfigK() != LOG_REGISTERS) {
      throw new IOException("a sketch of 2^%d registers".formatted(read.getLgConfigK()));
    }
    DistinctSketch sketch = new DistinctSketch();
    sketch.union.update(read);
    return sketch;
  }
}
