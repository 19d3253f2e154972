package io.driftloop.serving.dl4j;

import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** What a layer makes of its weighted sums, as ND4J's activation of the same name does. */
enum Nonlinearity {
  IDENTITY(new ActivationIdentity()),
  RELU(new ActivationReLU()),
  TANH(new ActivationTanH()),
  SIGMOID(new ActivationSigmoid()),
  SOFTMAX(new ActivationSoftmax());

  private final IActivation activation;

  Nonlinearity(IActivation activation) {
    this.activation = activation;
  }

  /** The same as ND4J's; empty where it is none of these, or has a setting of its own. */
  static Optional<Nonlinearity> of(IActivation activation) {
    return Arrays.stream(values())
        .filter(nonlinearity -> nonlinearity.activation.equals(activation))
        .findFirst();
  }

  /**
   * Changes sums in place.
   *
   * @param sums an array for each unit, and maybe more
   * @param rows of each array, from the first
   */
  void apply(float[][] sums, int units, int rows) {
    if (this == SOFTMAX) {
      softmax(sums, units, rows);
    } else {
      for (int unit = 0; unit < units; unit++) {
        apply(sums[unit], rows);
      }
    }
  }

  private void apply(float[] sums, int rows) {
    switch (this) {
      case RELU -> {
        for (int row = 0; row < rows; row++) {
          sums[row] = Math.max(0f, sums[row]);
        }
      }
      case TANH -> {
        for (int row = 0; row < rows; row++) {
          sums[row] = (float) Math.tanh(sums[row]);
        }
      }
      case SIGMOID -> {
        for (int row = 0; row < rows; row++) {
          sums[row] = (float) (1 / (1 + Math.exp(-sums[row])));
        }
      }
      case IDENTITY, SOFTMAX -> {}
    }
  }

  /** Minus the largest sum, so that nothing overflows. */
  private static void softmax(float[][] sums, int units, int rows) {
    for (int row = 0; row < rows; row++) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int unit = 0; unit < units; unit++) {
        largest = Math.max(largest, sums[unit][row]);
      }
      double total = 0;
      for (int unit = 0; unit < units; unit++) {
        sums[unit][row] = (float) Math.exp(sums[unit][row] - largest);
        total += sums[unit][row];
      }
      for (int unit = 0; unit < units; unit++) {
        sums[unit][row] /= (float) total;
      }
    }
  }
}
