package io.driftloop.serving.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.Answers;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.TestModels;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DenseScorerTest {
  private static final int ROWS = 300;
  private static final int CLASSES = 3;

  private final float[][] rows = TestModels.rows(ROWS, 5);
  private final Normaliser normaliser = Normalisation.fit(TestModels.SCHEMA, rows);

  private static MultiLayerNetwork network(Layer... hidden) {
    var layers = new NeuralNetConfiguration.Builder().seed(11).list();
    for (Layer layer : hidden) {
      layers.layer(layer);
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(7)
            .nOut(CLASSES)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    Random random = new Random(3);
    INDArray parameters = network.params();
    for (int i = 0; i < parameters.length(); i++) {
      parameters.putScalar(i, random.nextGaussian() / 2);
    }
    return network;
  }

  private static DenseLayer.Builder dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(Activation.RELU);
  }

  private DenseScorer scorer(MultiLayerNetwork network) {
    return new DenseScorer(
        "v1", new Normalisation(normaliser), DenseNetwork.of(network).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"IDENTITY", "RELU", "TANH", "SIGMOID", "SOFTMAX"})
  void answersAsDl4jDoes(Activation activation) {
    MultiLayerNetwork network =
        network(
            dense(TestModels.INPUTS, 6).activation(activation).build(),
            new DropoutLayer.Builder(.5).build(),
            dense(6, 7).hasBias(false).build());
    List<INDArray> expected =
        network.feedForward(Nd4j.create(new Normalisation(normaliser).applyAll(rows)), false);
    float[][] scores = expected.get(expected.size() - 1).toFloatMatrix();
    float[][] embeddings = expected.get(expected.size() - 2).toFloatMatrix();
    Answers answers = scorer(network).answer(rows, ROWS);
    for (int i = 0; i < ROWS; i++) {
      assertThat(answers.scores()[i]).containsExactly(scores[i], within(1e-5f));
      assertThat(answers.embeddings().orElseThrow()[i])
          .containsExactly(embeddings[i], within(1e-5f));
    }
  }

  /** To the last bit, so that a restart which cuts batches elsewhere gives the same scores. */
  @Test
  void aRowsScoresDoNotDependOnTheRowsBesideIt() {
    DenseScorer scorer = scorer(network(dense(TestModels.INPUTS, 7).build()));
    float[][] together = scorer.score(rows, ROWS);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scorer.score(new float[][] {rows[i]}, 1)[0]).containsExactly(together[i]);
    }
  }

  @Test
  void aNetworkWithoutHiddenLayersAnswersWithItsInputs() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(TestModels.INPUTS)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    Answers answers = scorer(network).answer(rows, 2);
    assertThat(answers.embeddings().orElseThrow()[1])
        .containsExactly(new Normalisation(normaliser).applyAll(rows)[1]);
  }

  @Test
  void leavesOtherNetworksToDl4j() {
    assertThat(DenseNetwork.of(network(dense(5, 7).build()))).isPresent();
    assertThat(DenseNetwork.of(network(dense(5, 7).activation(Activation.ELU).build()))).isEmpty();
    assertThat(
            DenseNetwork.of(
                network(dense(5, 7).activation(new ActivationReLU(6., 0., 0.)).build())))
        .isEmpty();
    assertThat(DenseNetwork.of(network(dense(5, 7).hasLayerNorm(true).build()))).isEmpty();
    assertThat(
            DenseNetwork.of(
                network(
                    dense(5, 7).build(),
                    new ActivationLayer.Builder().activation(Activation.TANH).build())))
        .isEmpty();
    assertThat(DenseNetwork.of(network(dense(5, 10_000).build(), dense(10_000, 7).build())))
        .isEmpty();
  }
}
