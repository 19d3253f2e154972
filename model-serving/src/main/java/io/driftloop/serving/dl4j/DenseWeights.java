package io.driftloop.serving.dl4j;

import java.util.Arrays;

/**
 * What a dense layer computes with. Values come by unit, in an array each with one value a row: so
 * inner loops run over rows, are long however narrow the layer is, and have the form that the JIT
 * compiler turns into vector instructions. A row's sums are taken in the same order whatever rows
 * are beside it.
 *
 * @param weights by output, then by input
 * @param biases one an output
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record DenseWeights(float[][] weights, float[] biases, Nonlinearity nonlinearity) {

  int inputs() {
    return weights[0].length;
  }

  int outputs() {
    return weights.length;
  }

  /**
   * Computes the layer's outputs.
   *
   * @param rows how many, the first of each array
   * @param from an array for each input
   * @param into receives the outputs; may have more arrays than the layer has
   */
  void apply(int rows, float[][] from, float[][] into) {
    for (int output = 0; output < weights.length; output++) {
      float[] sums = into[output];
      float[] factors = weights[output];
      Arrays.fill(sums, 0, rows, biases[output]);
      int input = 0;
      for (; input + 3 < factors.length; input += 4) {
        addFour(rows, factors, input, from, sums);
      }
      for (; input < factors.length; input++) {
        add(rows, factors[input], from[input], sums);
      }
    }
    nonlinearity.apply(into, weights.length, rows);
  }

  /** Four inputs at once, for which a sum is loaded and stored once. */
  private static void addFour(int rows, float[] factors, int input, float[][] from, float[] sums) {
    float a = factors[input];
    float b = factors[input + 1];
    float c = factors[input + 2];
    float d = factors[input + 3];
    float[] first = from[input];
    float[] second = from[input + 1];
    float[] third = from[input + 2];
    float[] fourth = from[input + 3];
    for (int row = 0; row < rows; row++) {
      sums[row] += a * first[row] + b * second[row] + c * third[row] + d * fourth[row];
    }
  }

  private static void add(int rows, float factor, float[] input, float[] sums) {
    for (int row = 0; row < rows; row++) {
      sums[row] += factor * input[row];
    }
  }
}
