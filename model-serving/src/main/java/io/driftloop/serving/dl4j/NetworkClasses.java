package io.driftloop.serving.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.serving.ModelRefusedException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes that a network's JSON may name. DL4J creates whatever class stands there, so a free
 * choice would let a package run code; each class here was looked at and does nothing but compute.
 */
final class NetworkClasses {
  private static final Set<String> ALLOWED =
      Stream.of(
              in(
                  "org.deeplearning4j.nn.conf.layers",
                  "DenseLayer",
                  "ConvolutionLayer",
                  "SubsamplingLayer",
                  "OutputLayer",
                  "ActivationLayer",
                  "DropoutLayer"),
              in(
                  "org.deeplearning4j.nn.conf.preprocessor",
                  "FeedForwardToCnnPreProcessor",
                  "CnnToFeedForwardPreProcessor"),
              in("org.deeplearning4j.nn.conf.dropout", "Dropout"),
              in(
                  "org.deeplearning4j.nn.weights",
                  "WeightInitXavier",
                  "WeightInitXavierUniform",
                  "WeightInitRelu",
                  "WeightInitReluUniform",
                  "WeightInitNormal",
                  "WeightInitUniform",
                  "WeightInitConstant"),
              in(
                  "org.nd4j.linalg.activations.impl",
                  "ActivationReLU",
                  "ActivationLReLU",
                  "ActivationELU",
                  "ActivationSELU",
                  "ActivationGELU",
                  "ActivationTanH",
                  "ActivationSigmoid",
                  "ActivationIdentity",
                  "ActivationSoftmax"),
              in("org.nd4j.linalg.lossfunctions.impl", "LossMCXENT", "LossNegativeLogLikelihood"),
              in(
                  "org.nd4j.linalg.learning.config",
                  "Adam",
                  "AdaMax",
                  "Nadam",
                  "Nesterovs",
                  "RmsProp",
                  "Sgd",
                  "NoOp"),
              in(
                  "org.nd4j.linalg.learning.regularization",
                  "L1Regularization",
                  "L2Regularization",
                  "WeightDecay"),
              in("org.nd4j.linalg.schedule", "FixedSchedule"))
          .flatMap(classes -> classes)
          .collect(Collectors.toUnmodifiableSet());

  /** Keys whose text DL4J's mappers take as a class, whatever it looks like. */
  private static final Set<String> CLASS_KEYS = Set.of("@class", "type");

  /** Any text that could be a qualified name, under whatever key. */
  private static final Pattern QUALIFIED = Pattern.compile(".*[A-Za-z_$][.$\\[;/].*");

  private NetworkClasses() {}

  private static Stream<String> in(String family, String... names) {
    return Stream.of(names).map(name -> family + "." + name);
  }

  /**
   * Refuses a configuration that names a class which is not on the list.
   *
   * @throws ModelRefusedException naming it
   */
  static void check(JsonNode configuration) {
    check("", configuration);
  }

  private static void check(String key, JsonNode node) {
    if (isClass(key, node) && !ALLOWED.contains(node.asText())) {
      throw new ModelRefusedException(
          "class '%s' in the network's configuration is not on the list".formatted(node.asText()));
    }
    if (node.isArray()) {
      node.forEach(element -> check(key, element));
    }
    node.properties().forEach(field -> check(field.getKey(), field.getValue()));
  }

  private static boolean isClass(String key, JsonNode node) {
    return CLASS_KEYS.contains(key)
        || (node.isTextual()
            && !key.equals("layerName")
            && QUALIFIED.matcher(node.asText()).matches());
  }
}
