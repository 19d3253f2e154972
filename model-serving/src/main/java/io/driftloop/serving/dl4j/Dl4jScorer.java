package io.driftloop.serving.dl4j;

import io.driftloop.serving.Answers;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.signals.unlabelled.OutputLayer;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
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
    return count == 0 ? new float[0][] : Floats.split(forward(rows, count), count);
  }

  @Override
  public Answers answer(float[][] rows, int count) {
    if (count == 0) {
      return new Answers(new float[0][], Optional.of(new float[0][]));
    }
    try (INDArray batch = batch(rows, count)) {
      List<INDArray> layers = network.feedForward(batch, false);
      float[] embeddings = Floats.of(layers.get(layers.size() - 2));
      float[] scores = Floats.of(layers.get(layers.size() - 1));
      layers.stream().skip(1).forEach(INDArray::close);
      return new Answers(Floats.split(scores, count), Optional.of(Floats.split(embeddings, count)));
    }
  }

  /** Makes logits of an embedding. */
  public OutputLayer outputLayer() {
    Layer last = network.getLayer(network.getnLayers() - 1);
    try (INDArray weights = last.getParam(DefaultParamInitializer.WEIGHT_KEY).transpose()) {
      return new OutputLayer(
          Floats.split(Floats.of(weights), classes),
          Floats.of(last.getParam(DefaultParamInitializer.BIAS_KEY)));
    }
  }

  private float[] forward(float[][] rows, int count) {
    try (INDArray batch = batch(rows, count);
        INDArray output = network.output(batch)) {
      return Floats.of(output);
    }
  }

  private INDArray batch(float[][] rows, int count) {
    int width = normalisation.inputWidth();
    if (inputs.length != count * width) {
      inputs = new float[count * width];
    }
    for (int i = 0; i < count; i++) {
      normalisation.apply(rows[i], inputs, i * width);
    }
    return Nd4j.create(inputs, new int[] {count, width}, 'c');
  }
}
