package io.driftloop.serving;

import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small untrained models over two numbers and a category of three, so five inputs wide. */
public final class TestModels {
  public static final String MODEL = "prices";
  public static final int INPUTS = 5;

  public static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              FeatureSchema.Feature.numeric("price", "AUD"),
              FeatureSchema.Feature.numeric("demand", "MW"),
              FeatureSchema.Feature.categorical("day", List.of("mon", "tue", "wed"))),
          List.of("DOWN", "UP"));

  private TestModels() {}

  public static float[][] rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] =
          new float[] {
            (float) random.nextGaussian() * 10 + 50, random.nextFloat() * 100, random.nextInt(3)
          };
    }
    return rows;
  }

  public static ModelCard card(String version) {
    float[][] rows = rows(50, 1);
    float[][] scores = new float[50][];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = new float[] {.25f, .75f};
    }
    return new ModelCard(
        MODEL,
        version,
        SCHEMA,
        ReferenceProfiles.of(SCHEMA, rows, scores, new int[50]),
        Map.of("accuracy", .5, "logLoss", .7),
        new Lineage("request-1", "v0", 10, 20, 50, "abc", 7, "test"));
  }

  public static MultiLayerConfiguration layers(int inputs, int classes) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new Adam(1e-3))
        .list()
        .layer(new DenseLayer.Builder().nIn(inputs).nOut(4).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(4)
                .nOut(classes)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  public static MultiLayerNetwork network(MultiLayerConfiguration layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers);
    network.init();
    return network;
  }

  public static ModelPackage scoring(String version) {
    return scoring(version, network(layers(INPUTS, 2)));
  }

  public static ModelPackage scoring(String version, MultiLayerNetwork network) {
    return new ModelPackage(
        card(version),
        Optional.of(Networks.parts(network, Normalisation.fit(SCHEMA, rows(50, 1)))));
  }

  /** The same package with sketches, and rows' features as if they were embeddings. */
  public static ModelPackage embedded(ModelPackage plain, int classes) {
    ModelCard card = plain.card();
    EmbeddingReference embedding =
        EmbeddingReference.of(rows(50, 1), new int[50], classes, rows(50, 2), Optional.empty());
    return new ModelPackage(
        card.with(
            Optional.of(embedding),
            Optional.of(ReferenceProfiles.sketches(card.reference().bins(), rows(50, 1)))),
        plain.network());
  }

  public static ModelPackage monitored(String version) {
    return new ModelPackage(card(version), Optional.empty());
  }
}
