package io.driftloop.serving.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A small network of dense layers as plain arrays: calls into ND4J cost such a network several
 * times what it computes. It never changes, so that threads may share it.
 *
 * @param layers from the inputs on; at least one
 */
record DenseNetwork(List<DenseWeights> layers) {
  /** Parameters beyond which ND4J's matrices save more than the calls cost. */
  private static final int MOST_PARAMETERS = 1 << 16;

  /** The network as it is now; empty where it is large, or has other layers or activations. */
  static Optional<DenseNetwork> of(MultiLayerNetwork network) {
    if (network.numParams() > MOST_PARAMETERS) {
      return Optional.empty();
    }
    List<DenseWeights> layers = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof DropoutLayer) {
        continue; // Drops nothing where nothing is trained.
      }
      Optional<DenseWeights> weights = weights(layer);
      if (weights.isEmpty()) {
        return Optional.empty();
      }
      layers.add(weights.get());
    }
    return Optional.of(new DenseNetwork(List.copyOf(layers)));
  }

  private static Optional<DenseWeights> weights(Layer layer) {
    return layer.conf().getLayer() instanceof BaseLayer described && isDense(described)
        ? Nonlinearity.of(described.getActivationFn())
            .map(nonlinearity -> weights(layer, nonlinearity))
        : Optional.empty();
  }

  private static boolean isDense(BaseLayer layer) {
    return layer instanceof OutputLayer
        || (layer instanceof DenseLayer dense && !dense.hasLayerNorm());
  }

  private static DenseWeights weights(Layer layer, Nonlinearity nonlinearity) {
    INDArray weights = layer.getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray biases = layer.getParam(DefaultParamInitializer.BIAS_KEY);
    return new DenseWeights(
        Floats.rows(weights.transpose()),
        biases == null ? new float[(int) weights.size(1)] : Floats.of(biases),
        nonlinearity);
  }

  int inputs() {
    return layers.get(0).inputs();
  }

  /** The last layer, which gives the scores. */
  DenseWeights last() {
    return layers.get(layers.size() - 1);
  }

  /** Units of the layer that has most, the inputs included. */
  int widest() {
    return layers.stream().mapToInt(DenseWeights::outputs).reduce(inputs(), Math::max);
  }
}
