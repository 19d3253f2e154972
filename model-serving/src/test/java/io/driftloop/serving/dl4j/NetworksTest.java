package io.driftloop.serving.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.TestModels;
import io.driftloop.serving.packaging.NetworkParts;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class NetworksTest {
  private final MultiLayerNetwork network =
      TestModels.network(TestModels.layers(TestModels.INPUTS, 2));
  private final NetworkParts parts = TestModels.scoring("v1", network).network().orElseThrow();

  private NetworkParts withJson(String from, String to) {
    assertThat(parts.configuration()).contains(from);
    return new NetworkParts(
        parts.normaliser(), parts.configuration().replace(from, to), parts.coefficients());
  }

  private static void assertRefused(NetworkParts parts, String message) {
    assertThatThrownBy(() -> Networks.network(parts, 2))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsWhatItWrote() {
    assertThat(Networks.network(parts, 2).params().toFloatVector())
        .isEqualTo(network.params().toFloatVector());
  }

  @Test
  void biasesAreAddedToTheLogarithmsOfProbabilities() {
    float[] before = row(network);
    MultiLayerNetwork biased =
        Networks.network(Networks.biased(parts, new double[] {0, Math.log(3)}), 2);
    float[] scores = row(biased);
    assertThat(scores[1] / scores[0]).isCloseTo(3 * before[1] / before[0], within(1e-4f));
    assertThat(row(network)).isEqualTo(before);
  }

  private static float[] row(MultiLayerNetwork network) {
    return network.output(Nd4j.ones(1, network.layerInputSize(0))).toFloatVector();
  }

  @Test
  void refusesClassesThatAreNotOnTheList() {
    String layer = "org.deeplearning4j.nn.conf.layers.DenseLayer";
    for (String other :
        new String[] {
          "evil.Layer",
          "Layer",
          "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer",
          "org.deeplearning4j.nn.conf.layers.misc.FrozenLayer",
          layer + " ",
          "",
        }) {
      assertRefused(withJson(layer, other), "class '%s' in the network's".formatted(other));
    }
    assertRefused(
        withJson("org.nd4j.linalg.activations.impl.ActivationReLU", "java.lang.Runtime"),
        "class 'java.lang.Runtime'");
  }

  @Test
  void refusesClassesUnderOtherKeysAndSpellings() {
    assertRefused(
        withJson(
            "\"inputPreProcessors\" : { }", "\"inputPreProcessors\":{\"0\":{\"@class\":\"x\"}}"),
        "class 'x'");
    assertRefused(
        withJson("\"idropout\" : null", "\"idropout\":{\"\\u0040class\":\"x\"}"), "class 'x'");
    assertRefused(
        withJson("\"weightNoise\" : null", "\"weightNoise\":{\"type\":\"Evil\"}"), "class 'Evil'");
    assertRefused(
        withJson("\"stepFunction\" : null", "\"stepFunction\":[[\"evil.Step\"]]"),
        "class 'evil.Step'");
    assertRefused(withJson("\"@class\" : \"org.nd4j", "\"@class\":1,\"@class\" : \"org.nd4j"), "");
  }

  @Test
  void refusesUnreadableConfigurations() {
    for (String json : new String[] {"", "{", "[]", "null", "{} {}", "{\"confs\":[{}]}", "{}"}) {
      assertThatThrownBy(
              () ->
                  Networks.network(
                      new NetworkParts(parts.normaliser(), json, parts.coefficients()), 2))
          .as(json)
          .isInstanceOf(ModelRefusedException.class);
    }
  }

  @Test
  void refusesOtherWidths() {
    assertRefused(withJson("\"nin\" : 5", "\"nin\" : 6"), "has 6 inputs, expected 5");
    assertRefused(withJson("\"nin\" : 4", "\"nin\" : 3"), "has 3 inputs, expected 4");
    assertRefused(withJson("\"nout\" : 2", "\"nout\" : 3"), "gives 3 scores");
    assertRefused(withJson("\"nout\" : 4", "\"nout\" : -4"), "has no outputs");
    assertThatThrownBy(() -> Networks.network(parts, 3))
        .hasMessage("the network gives 2 scores, the feature schema has 3 classes");
  }

  @Test
  void refusesAnOutputThatIsNoProbability() {
    assertRefused(
        withJson("ActivationSoftmax", "ActivationSigmoid"),
        "does not end in a softmax output layer");
  }

  /** Which would only be found out when the first row is scored. */
  @Test
  void refusesALayerWithoutAnActivation() {
    String without =
        parts
            .configuration()
            .replaceFirst("\"activationFn\" : \\{[^}]*}", "\"activationFn\" : null");
    assertThat(without).isNotEqualTo(parts.configuration());
    assertRefused(
        new NetworkParts(parts.normaliser(), without, parts.coefficients()), "no activation");
  }

  @Test
  void refusesAnotherNumberOfCoefficientsBeforeAllocatingThem() {
    NetworkParts huge =
        new NetworkParts(
            parts.normaliser(),
            parts
                .configuration()
                .replace("\"nout\" : 4", "\"nout\" : 2000000000")
                .replace("\"nin\" : 4", "\"nin\" : 2000000000"),
            parts.coefficients());
    assertRefused(huge, "the package holds 34 coefficients");
    byte[] bytes = parts.coefficients();
    for (int length : new int[] {0, 10, 40, 90, bytes.length - 1}) {
      assertRefused(withCoefficients(Arrays.copyOf(bytes, length)), "coefficients");
    }
    assertRefused(withCoefficients(Arrays.copyOf(bytes, bytes.length + 1)), "34 coefficients");
  }

  @Test
  void refusesCoefficientsThatAreNotFiniteFloats() {
    assertRefused(
        withCoefficients(Coefficients.write(Nd4j.valueArrayOf(34L, Double.NaN))), "coefficient");
    float[] values = network.params().toFloatVector();
    values[3] = Float.POSITIVE_INFINITY;
    assertRefused(
        withCoefficients(Coefficients.write(Nd4j.createFromArray(values))),
        "coefficient 3 is not finite");
    assertRefused(
        withCoefficients(Coefficients.write(Nd4j.createFromArray(new double[34]))), "DOUBLE");
  }

  private NetworkParts withCoefficients(byte[] bytes) {
    return new NetworkParts(parts.normaliser(), parts.configuration(), bytes);
  }
}
