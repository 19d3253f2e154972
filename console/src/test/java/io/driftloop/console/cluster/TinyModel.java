package io.driftloop.console.cluster;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import io.driftloop.signals.profile.ReferenceProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A real network that learned in a moment which of two numbers is larger. */
final class TinyModel {
  static final String NAME = "larger";
  static final String VERSION = "v7";

  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(Feature.numeric("left", ""), Feature.numeric("right", "")),
          List.of("LEFT", "RIGHT"));
  private static final int ROWS = 400;

  private TinyModel() {}

  /** Trains it and puts it into a store. */
  static ModelRef publish(Path store) throws IOException {
    float[][] rows = rows();
    Normalisation normalisation = new Normalisation(Normalisation.fit(SCHEMA, rows));
    INDArray inputs = Nd4j.create(normalisation.applyAll(rows));
    MultiLayerNetwork network = train(inputs, labels(rows));
    ReferenceProfile reference =
        ReferenceProfiles.of(SCHEMA, rows, network.output(inputs).toFloatMatrix(), new int[0]);
    ModelCard card =
        new ModelCard(
            NAME,
            VERSION,
            SCHEMA,
            reference,
            Map.of(),
            new Lineage("", "", 0, 1, ROWS, "made up", 7, "test"));
    Path file = Files.createTempFile("tiny", ".zip");
    try {
      new ModelPackage(card, Optional.of(Networks.parts(network, Normalisation.fit(SCHEMA, rows))))
          .write(file);
      return new LocalModelStore(store).put(NAME, VERSION, file);
    } finally {
      Files.delete(file);
    }
  }

  private static float[][] rows() {
    Random random = new Random(7);
    float[][] rows = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = new float[] {random.nextFloat(), random.nextFloat()};
    }
    return rows;
  }

  private static INDArray labels(float[][] rows) {
    float[][] labels = new float[rows.length][2];
    for (int i = 0; i < rows.length; i++) {
      labels[i][rows[i][0] > rows[i][1] ? 0 : 1] = 1;
    }
    return Nd4j.create(labels);
  }

  private static MultiLayerNetwork train(INDArray inputs, INDArray labels) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .updater(new Adam(0.05))
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(8).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    for (int epoch = 0; epoch < 60; epoch++) {
      network.fit(inputs, labels);
    }
    return network;
  }
}
