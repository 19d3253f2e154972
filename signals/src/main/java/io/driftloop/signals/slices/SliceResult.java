package io.driftloop.signals.slices;

import java.util.List;

/**
 * What a search found.
 *
 * @param slices the worst slices, worst first; empty where none is worse than the whole
 * @param meanError mean error of all rows
 * @param rows rows searched
 * @param family slices that could have been found: what the chance of any one is multiplied by
 * @param evaluated slices whose rows were counted
 * @param exact whether these are the worst of all; false where {@link SliceOptions#maximumWidth}
 *     cut the search
 */
public record SliceResult(
    List<Slice> slices, double meanError, int rows, double family, long evaluated, boolean exact) {

  public SliceResult {
    slices = List.copyOf(slices);
  }
}
