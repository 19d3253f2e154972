package io.driftloop.serving.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.Answers;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.TestImages;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Packages of networks with convolutions, over images as flat rows. */
class ConvolutionTest {
  @TempDir Path folder;

  private final MultiLayerNetwork network = TestImages.network(ConvolutionMode.Truncate);
  private final NetworkParts parts = TestImages.parts(network);

  @Test
  void scoresFlatImagesAsTheNetworkDoes() throws IOException {
    LocalModelStore store = new LocalModelStore(folder.resolve("store"));
    Path file = folder.resolve("package.zip");
    TestImages.scoring("v1", network).write(file);
    ModelRef ref = store.put(TestImages.MODEL, "v1", file);
    Scorer scorer = new Dl4jModelLoader(store).load(TestImages.MODEL, ref);
    float[][] rows = TestImages.rows(20, 3);
    assertThat(scorer.width()).isEqualTo(784);
    float[][] inputs = new Normalisation(parts.normaliser()).applyAll(rows);
    List<INDArray> expected = network.feedForward(Nd4j.create(inputs), false);
    Answers answers = scorer.answer(rows, 20);
    float[][] scores = scorer.score(rows, 20);
    for (int i = 0; i < 20; i++) {
      float[] row = expected.get(expected.size() - 1).getRow(i).toFloatVector();
      assertThat(scores[i]).containsExactly(row, within(1e-6f));
      assertThat(answers.scores()[i]).containsExactly(row, within(1e-6f));
      assertThat(answers.embeddings().orElseThrow()[i])
          .containsExactly(
              expected.get(expected.size() - 2).getRow(i).toFloatVector(), within(1e-6f));
    }
  }

  @Test
  void readsWhatItWroteInEveryMode() {
    for (ConvolutionMode mode :
        new ConvolutionMode[] {
          ConvolutionMode.Truncate, ConvolutionMode.Same, ConvolutionMode.Strict
        }) {
      MultiLayerNetwork written = TestImages.network(mode);
      MultiLayerNetwork read = Networks.network(TestImages.parts(written), TestImages.CLASSES);
      INDArray input = Nd4j.rand(2, 784);
      assertThat(read.output(input)).isEqualTo(written.output(input));
    }
  }

  private void assertRefused(String from, String to, String message) {
    assertThat(parts.configuration()).contains(from);
    NetworkParts changed =
        new NetworkParts(
            parts.normaliser(), parts.configuration().replace(from, to), parts.coefficients());
    assertThatThrownBy(() -> Networks.network(changed, TestImages.CLASSES))
        .as(to)
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesLayersAndPreprocessorsThatAreNotOnTheList() {
    String layers = "org.deeplearning4j.nn.conf.layers.";
    for (String other : new String[] {"Deconvolution2D", "Convolution3D", "LocallyConnected2D"}) {
      assertRefused(layers + "ConvolutionLayer", layers + other, "is not on the list");
    }
    String preprocessors = "org.deeplearning4j.nn.conf.preprocessor.";
    for (String other : new String[] {"ComposableInputPreProcessor", "RnnToCnnPreProcessor"}) {
      assertRefused(
          preprocessors + "FeedForwardToCnnPreProcessor",
          preprocessors + other,
          "is not on the list");
    }
    assertRefused(
        preprocessors + "CnnToFeedForwardPreProcessor", "evil.Reshape", "class 'evil.Reshape'");
  }

  @Test
  void refusesShapesThatDoNotFit() {
    assertRefused("\"inputHeight\" : 28", "\"inputHeight\" : 27", "784 inputs are made an image");
    assertRefused("\"inputHeight\" : 28", "\"inputHeight\" : -28", "an image has -28 on a side");
    assertRefused("\"inputHeight\" : 12", "\"inputHeight\" : 11", "flattened that is not there");
    assertRefused("\"nin\" : 1,", "\"nin\" : 2,", "a convolution has 2 channels, expected 1");
    assertRefused("\"nin\" : 1152", "\"nin\" : 1151", "has 1151 inputs, expected 1152");
    assertRefused("\"nout\" : 8", "\"nout\" : 0", "an image has 0 on a side");
    assertRefused("\"NCHW\"", "\"NHWC\"", "not in the format NCHW");
    assertRefused("\"Truncate\"", "\"Causal\"", "mode Causal is not allowed");
    assertRefused("\"MAX\"", "null", "pooling null is not allowed");
    assertRefused("\"MAX\"", "\"PNORM\"", "pooling PNORM is not allowed");
    assertRefused("\"2\" : {", "\"1\" : {", "flattened that is not there");
    assertRefused("\"2\" : {", "\"9\" : {", "an input preprocessor of no layer");
    assertRefused("\"0\" : {", "\"3\" : {", "a convolution has 1 channels, expected 784");
  }

  @Test
  void refusesToTakeMuchMemoryForFewParameters() {
    assertRefused("[ 5, 5 ]", "[ 2000, 5 ]", "out of range");
    assertRefused("[ 5, 5 ]", "[ 29, 5 ]", "an image has 0 on a side");
    assertRefused("[ 5, 5 ]", "[ 5, 5, 5 ]", "out of range");
    assertRefused("[ 5, 5 ]", "null", "out of range");
    assertRefused("\"padding\" : [ 0, 0 ]", "\"padding\" : [ 1000, 1000 ]", "more than");
    assertRefused("\"padding\" : [ 0, 0 ]", "\"padding\" : [ 200, 200 ]", "takes more than");
    assertRefused("\"padding\" : [ 0, 0 ]", "\"padding\" : [ -1, 0 ]", "out of range");
    assertRefused("\"stride\" : [ 2, 2 ]", "\"stride\" : [ 0, 2 ]", "out of range");
    assertRefused("\"nout\" : 8", "\"nout\" : 2000000000", "an image has 2000000000 on a side");
  }
}
