package io.driftloop.serving;

import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A small untrained network over grey images of 28 times 28, which come as flat rows. */
public final class TestImages {
  public static final String MODEL = "digits";
  public static final int PIXELS = 28 * 28;
  public static final int CLASSES = 10;

  public static final FeatureSchema SCHEMA =
      new FeatureSchema(
          IntStream.range(0, PIXELS).mapToObj(i -> Feature.numeric("p" + i, "")).toList(),
          IntStream.range(0, CLASSES).mapToObj(Integer::toString).toList());

  private TestImages() {}

  public static float[][] rows(int count, long seed) {
    Random random = new Random(seed);
    float[][] rows = new float[count][PIXELS];
    for (float[] row : rows) {
      for (int i = 0; i < PIXELS; i++) {
        row[i] = random.nextInt(256);
      }
    }
    return rows;
  }

  public static MultiLayerNetwork network(ConvolutionMode mode) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .convolutionMode(mode)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(5, 5).nOut(8).activation(Activation.RELU).build())
                .layer(
                    new SubsamplingLayer.Builder(
                            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .build())
                .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(28, 28, 1))
                .build());
    network.init();
    return network;
  }

  public static NetworkParts parts(MultiLayerNetwork network) {
    return Networks.parts(network, Normalisation.fit(SCHEMA, rows(50, 1)));
  }

  public static ModelPackage scoring(String version, MultiLayerNetwork network) {
    float[][] scores = new float[50][CLASSES];
    for (float[] row : scores) {
      Arrays.fill(row, 1f / CLASSES);
    }
    ModelCard card =
        new ModelCard(
            MODEL,
            version,
            SCHEMA,
            ReferenceProfiles.of(SCHEMA, rows(50, 1), scores, new int[50]),
            Map.of(),
            new Lineage("request-1", "v0", 10, 20, 50, "abc", 7, "test"));
    return new ModelPackage(card, Optional.of(parts(network)));
  }
}
