package io.driftloop.serving.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.packaging.Json;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Reads a network's layers from JSON that nobody vouches for. DL4J gets the text of the tree that
 * was checked, never the original, so that two parsers cannot see two things in it; and it is read
 * without the library's fallback to older formats, which has type names of its own.
 */
final class NetworkJson {
  private NetworkJson() {}

  /**
   * The configuration in a package.
   *
   * @param inputs the network's inputs
   * @param classes the network's outputs
   * @throws ModelRefusedException where it is unreadable, names a class that is not allowed, or has
   *     other widths
   */
  static MultiLayerConfiguration read(String json, int inputs, int classes) {
    MultiLayerConfiguration configuration;
    try {
      JsonNode tree = Json.mapper().readTree(json);
      NetworkClasses.check(tree);
      configuration =
          NeuralNetConfiguration.mapper().readValue(tree.toString(), MultiLayerConfiguration.class);
    } catch (JsonProcessingException e) {
      throw unreadable(e.getOriginalMessage(), e);
    } catch (IOException | RuntimeException e) {
      if (e instanceof ModelRefusedException refused) {
        throw refused;
      }
      throw unreadable(e.getMessage(), e);
    }
    check(configuration, inputs, classes);
    return configuration;
  }

  private static ModelRefusedException unreadable(String why, Exception cause) {
    return new ModelRefusedException("the network's configuration is unreadable: " + why, cause);
  }

  private static void check(MultiLayerConfiguration configuration, int inputs, int classes) {
    require(configuration != null, "the network's configuration is empty");
    List<NeuralNetConfiguration> layers = configuration.getConfs();
    require(layers != null && !layers.isEmpty(), "the network has no layers");
    require(configuration.getDataType() == DataType.FLOAT, "the network does not compute in FLOAT");
    long scores = NetworkShapes.outputs(configuration, inputs);
    require(
        scores == classes,
        "the network gives %d scores, the feature schema has %d classes"
            .formatted(scores, classes));
    requireProbabilities(layers.get(layers.size() - 1).getLayer());
  }

  private static void requireProbabilities(Layer last) {
    require(
        last instanceof OutputLayer output && output.getActivationFn() instanceof ActivationSoftmax,
        "the network does not end in a softmax output layer");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ModelRefusedException(message);
    }
  }
}
