package io.driftloop.signals.unlabelled;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The last layer of a network, by which an embedding becomes logits: so logits need not travel
 * beside embeddings.
 *
 * @param weights one row a class, as wide as the embedding
 * @param bias one value a class
 */
public record OutputLayer(float[][] weights, float[] bias) {
  public OutputLayer {
    if (bias.length == 0 || weights.length != bias.length) {
      throw new IllegalArgumentException(
          "%d rows of weights for %d classes".formatted(weights.length, bias.length));
    }
    for (float[] row : weights) {
      if (row.length != weights[0].length) {
        throw new IllegalArgumentException("rows of weights differ in length");
      }
    }
  }

  /** Values that an embedding must have. */
  public int dimensions() {
    return weights[0].length;
  }

  /** The logits of an embedding, one a class. */
  public float[] logits(float[] embedding) {
    float[] logits = bias.clone();
    for (int i = 0; i < logits.length; i++) {
      for (int j = 0; j < embedding.length; j++) {
        logits[i] += weights[i][j] * embedding[j];
      }
    }
    return logits;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < bias.length; i++) {
      out.writeFloat(bias[i]);
      for (float weight : weights[i]) {
        out.writeFloat(weight);
      }
    }
  }

  static OutputLayer read(DataInput in, int classes, int dimensions) throws IOException {
    float[][] weights = new float[classes][dimensions];
    float[] bias = new float[classes];
    for (int i = 0; i < classes; i++) {
      bias[i] = in.readFloat();
      for (int j = 0; j < dimensions; j++) {
        weights[i][j] = in.readFloat();
      }
    }
    return new OutputLayer(weights, bias);
  }
}
