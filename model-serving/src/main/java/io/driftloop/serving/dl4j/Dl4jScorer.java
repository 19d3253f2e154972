package io.driftloop.serving.dl4j;

import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Scores a batch by one forward pass. */
public final class Dl4jScorer implements Scorer {
  private final String version;
  private final Normalisation normalisation;
  private final MultiLayerNetwork network;
  private final int classes;
  private float[] inputs = new float[0];

  /**
   * A scorer of a network that no other thread uses.
   *
   * @param classes the network's outputs
   */
  public Dl4jScorer(
      String version, Normalisation normalisation, MultiLayerNetwork network, int classes) {
    this.version = version;
    this.normalisation = normalisation;
    this.network = network;
    this.classes = classes;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int width() {
    return normalisation.width();
  }

  @Override
  public float[][] score(float[][] rows, int count) {
    if (count == 0) {
      return new float[0][];
    }
    int width = normalisation.inputWidth();
    if (inputs.length != count * width) {
      inputs = new float[count * width];
    }
    for (int i = 0; i < count; i++) {
      normalisation.apply(rows[i], inputs, i * width);
    }
    return split(forward(width, count), count);
  }

  private float[] forward(int width, int count) {
    try (INDArray batch = Nd4j.create(inputs, new int[] {count, width}, 'c');
        INDArray output = network.output(batch);
        INDArray ordered = output.dup('c')) {
      return ordered.data().asFloat();
    }
  }

  private float[][] split(float[] scores, int count) {
    float[][] rows = new float[count][classes];
    for (int i = 0; i < count; i++) {
      System.arraycopy(scores, i * classes, rows[i], 0, classes);
    }
    return rows;
  }
}
