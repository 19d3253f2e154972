package io.driftloop.serving.dl4j;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.signals.unlabelled.OutputLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Turns networks into the parts of a package and back. */
public final class Networks {
  private static final String POM =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

  private Networks() {}

  /** The parts of a trained network. */
  public static NetworkParts parts(MultiLayerNetwork network, Normaliser normaliser) {
    return new NetworkParts(
        normaliser,
        network.getLayerWiseConfigurations().toJson(),
        Coefficients.write(network.params()));
  }

  /**
   * The network in a package, which must have been read by {@code ModelPackage.read}.
   *
   * @param classes outputs that it must have
   * @throws ModelRefusedException where the network does not fit, or is not allowed
   */
  public static MultiLayerNetwork network(NetworkParts parts, int classes) {
    int inputs = new Normalisation(parts.normaliser()).inputWidth();
    MultiLayerConfiguration configuration =
        NetworkJson.read(parts.configuration(), inputs, classes);
    float[] values = Coefficients.read(parts.coefficients(), countParameters(configuration));
    return sharing(configuration, Nd4j.createFromArray(values));
  }

  /**
   * The same network with some more bias in its output layer: what is added to the logarithms of
   * its probabilities.
   *
   * @param biases one a class
   */
  public static NetworkParts biased(NetworkParts parts, double[] biases) {
    MultiLayerNetwork network = network(parts, biases.length);
    INDArray outputs = network.getOutputLayer().getParam(DefaultParamInitializer.BIAS_KEY);
    outputs.addi(Nd4j.createFromArray(biases).castTo(outputs.dataType()).reshape(outputs.shape()));
    return parts(network, parts.normaliser());
  }

  /** The same network with another output layer. */
  public static NetworkParts withOutputLayer(NetworkParts parts, OutputLayer layer) {
    MultiLayerNetwork network = network(parts, layer.bias().length);
    Layer last = network.getOutputLayer();
    last.getParam(DefaultParamInitializer.WEIGHT_KEY)
        .assign(Nd4j.createFromArray(layer.weights()).transpose());
    INDArray bias = last.getParam(DefaultParamInitializer.BIAS_KEY);
    bias.assign(Nd4j.createFromArray(layer.bias()).reshape(bias.shape()));
    return parts(network, parts.normaliser());
  }

  /** What trains and scores networks here, and its version, for a model's lineage. */
  public static String software() {
    Properties properties = new Properties();
    try (InputStream in = MultiLayerNetwork.class.getResourceAsStream(POM)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "deeplearning4j " + properties.getProperty("version", "of unknown version");
  }

  /** A network with parameters that are not copied. */
  static MultiLayerNetwork sharing(MultiLayerConfiguration configuration, INDArray parameters) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(parameters, false);
    return network;
  }

  private static long countParameters(MultiLayerConfiguration configuration) {
    long count = 0;
    for (NeuralNetConfiguration layer : configuration.getConfs()) {
      count = Math.addExact(count, layer.getLayer().initializer().numParams(layer));
    }
    return count;
  }
}
