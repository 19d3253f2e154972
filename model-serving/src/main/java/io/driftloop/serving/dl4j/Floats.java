package io.driftloop.serving.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Values out of ND4J's memory. */
final class Floats {
  private Floats() {}

  /** An array's values, the last index fastest, whatever their order in memory. */
  static float[] of(INDArray array) {
    try (INDArray ordered = array.dup('c')) {
      return ordered.data().asFloat();
    }
  }

  /** The rows of a matrix. */
  static float[][] rows(INDArray matrix) {
    return split(of(matrix), (int) matrix.size(0));
  }

  /** Values in {@code count} parts of the same length. */
  static float[][] split(float[] values, int count) {
    int width = values.length / count;
    float[][] rows = new float[count][width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(values, i * width, rows[i], 0, width);
    }
    return rows;
  }
}
