package io.driftloop.benchmarks.loop;

/**
 * A window of a stream that a model has scored, once its labels are known.
 *
 * @param index counted from 0, the first after the first model's rows
 * @param rows features, one array a row
 * @param scores class probabilities, one array a row
 * @param labels class indices
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Window(int index, float[][] rows, float[][] scores, int[] labels) {

  /** True where the most likely class is not the label. */
  boolean[] errors() {
    boolean[] errors = new boolean[labels.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = top(scores[i]) != labels[i];
    }
    return errors;
  }

  int correct() {
    int correct = 0;
    for (boolean error : errors()) {
      correct += error ? 0 : 1;
    }
    return correct;
  }

  private static int top(float[] scores) {
    int top = 0;
    for (int i = 1; i < scores.length; i++) {
      top = scores[i] > scores[top] ? i : top;
    }
    return top;
  }
}
