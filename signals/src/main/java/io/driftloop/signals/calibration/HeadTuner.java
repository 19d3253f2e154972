package io.driftloop.signals.calibration;

import io.driftloop.signals.unlabelled.OutputLayer;

/**
 * Learns the output layer of a network anew, row by row in the order of time, while the layers
 * below stay: the cure for a world whose inputs look as they did and mean something else, which
 * costs one pass over rows instead of a training.
 *
 * <p>A step goes down the gradient of the cross-entropy, divided by the row's squared length
 * (normalised least mean squares; Nagumo and Noda 1967, A learning method for system
 * identification), so that no row moves the layer further than the learning rate allows. The rate
 * is the one by which the rows themselves, scored in blocks before they are learned, have the
 * lowest log-loss (Dawid 1984, Statistical theory: the prequential approach): blocks as long as a
 * layer serves, for where classes come in runs the rate that is best for the next row is too high
 * for the next thousand.
 */
public final class HeadTuner {
  private static final double[] RATES = {0.01, 0.03, 0.1, 0.3};
  private static final double SMALLEST_PROBABILITY = 1e-7;

  private final double rate;
  private final double[][] weights;
  private final double[] bias;

  private HeadTuner(OutputLayer layer, double rate) {
    this.rate = rate;
    bias = doubles(layer.bias());
    weights = new double[bias.length][];
    for (int i = 0; i < bias.length; i++) {
      weights[i] = doubles(layer.weights()[i]);
    }
  }

  /**
   * A layer that has learned some rows.
   *
   * @param layer where it starts
   * @param embeddings what the layer below gives, one row a label, in the order of time
   * @param labels class indices below the layer's classes
   * @param block rows for which a layer is expected to serve before the next, above 0
   */
  public static HeadTuner fit(OutputLayer layer, float[][] embeddings, int[] labels, int block) {
    if (embeddings.length != labels.length || block < 1) {
      throw new IllegalArgumentException(
          "%d labels for %d rows in blocks of %d"
              .formatted(labels.length, embeddings.length, block));
    }
    HeadTuner best = null;
    double lowest = 0;
    for (double rate : RATES) {
      HeadTuner tuner = new HeadTuner(layer, rate);
      double loss = 0;
      for (int from = 0; from < labels.length; from += block) {
        int to = Math.min(from + block, labels.length);
        loss += tuner.loss(embeddings, labels, from, to);
        tuner.learn(embeddings, labels, from, to);
      }
      if (best == null || loss < lowest) {
        best = tuner;
        lowest = loss;
      }
    }
    return best;
  }

  /** Learns further rows, newer than all before, one row a label. */
  public void learn(float[][] embeddings, int[] labels) {
    learn(embeddings, labels, 0, labels.length);
  }

  private double loss(float[][] embeddings, int[] labels, int from, int to) {
    double loss = 0;
    for (int row = from; row < to; row++) {
      loss -= Math.log(Math.max(scores(embeddings[row])[labels[row]], SMALLEST_PROBABILITY));
    }
    return loss;
  }

  private void learn(float[][] embeddings, int[] labels, int from, int to) {
    for (int row = from; row < to; row++) {
      learn(embeddings[row], labels[row]);
    }
  }

  private void learn(float[] embedding, int label) {
    double[] scores = scores(embedding);
    double length = 1; // The bias is the weight of a constant.
    for (float value : embedding) {
      length += (double) value * value;
    }
    for (int i = 0; i < bias.length; i++) {
      double step = rate * (scores[i] - (i == label ? 1 : 0)) / length;
      bias[i] -= step;
      for (int j = 0; j < embedding.length; j++) {
        weights[i][j] -= step * embedding[j];
      }
    }
  }

  private double[] scores(float[] embedding) {
    double[] logits = bias.clone();
    for (int i = 0; i < logits.length; i++) {
      for (int j = 0; j < embedding.length; j++) {
        logits[i] += weights[i][j] * embedding[j];
      }
    }
    return softmax(logits);
  }

  private static double[] softmax(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      logits[i] = Math.exp(logits[i] - largest);
      sum += logits[i];
    }
    for (int i = 0; i < logits.length; i++) {
      logits[i] /= sum;
    }
    return logits;
  }

  /** The layer as it is now; a copy. */
  public OutputLayer layer() {
    float[][] rows = new float[bias.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = floats(weights[i]);
    }
    return new OutputLayer(rows, floats(bias));
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static float[] floats(double[] values) {
    float[] copy = new float[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = (float) values[i];
    }
    return copy;
  }
}
