package io.driftloop.signals.stats;

/**
 * Finds how many ascending edges lie below a value, mostly in one step: a grid of equal cells
 * between the first and the last edge says how many lie before a value's cell, so that only edges
 * in the same cell are compared. Cells ascend with values however they are rounded, hence the
 * result is that of a full search.
 */
public final class EdgeSearch {
  private static final int CELLS = 128;

  private final double[] edges;
  private final double first;
  private final double cellsPerUnit;

  /** Edges before each cell, and all of them behind the last. */
  private final int[] before;

  /**
   * @param edges ascending, no NaN; may be empty
   */
  public EdgeSearch(double[] edges) {
    this.edges = edges.clone();
    first = edges.length == 0 ? 0 : edges[0];
    double width = edges.length == 0 ? 0 : edges[edges.length - 1] - first;
    double scale = (CELLS - 3) / width;
    cellsPerUnit = Double.isFinite(scale) && scale > 0 ? scale : 1;
    before = new int[CELLS + 1];
    for (double edge : edges) {
      before[cell(edge) + 1]++;
    }
    for (int i = 0; i < CELLS; i++) {
      before[i + 1] += before[i];
    }
  }

  /** The first cell is for what is below all edges, the last for what is above. */
  private int cell(double value) {
    return Math.max(0, Math.min(CELLS - 1, (int) ((value - first) * cellsPerUnit + 1)));
  }

  /**
   * Edges that are smaller than a value.
   *
   * @param value not NaN
   */
  public int below(double value) {
    int cell = cell(value);
    int below = before[cell];
    int length = before[cell + 1] - below;
    while (length > 0) {
      int half = (length + 1) >>> 1;
      below += edges[below + half - 1] < value ? half : 0;
      length -= half;
    }
    return below;
  }
}
