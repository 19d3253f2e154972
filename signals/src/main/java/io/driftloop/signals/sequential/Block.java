package io.driftloop.signals.sequential;

/**
 * The merged profile of {@code 2^scale} consecutive windows.
 *
 * @param scale 0 for a single window
 * @param index the block's place among those of its scale: it covers the windows from {@code index
 *     × 2^scale}
 * @param profile of all the block's rows, the consumer's to keep
 */
public record Block<P>(int scale, long index, P profile) {

  /** How many windows the block spans, whether all of them had rows or not. */
  public long windows() {
    return 1L << scale;
  }

  /** The index of the block's first window. */
  public long firstWindow() {
    return index << scale;
  }

  /** The index of the block's last window. */
  public long lastWindow() {
    return firstWindow() + windows() - 1;
  }
}
