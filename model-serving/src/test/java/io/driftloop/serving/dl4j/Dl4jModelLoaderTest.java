package io.driftloop.serving.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.Answers;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.TestModels;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import io.driftloop.signals.unlabelled.OutputLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jModelLoaderTest {
  @TempDir Path folder;
  private LocalModelStore store;
  private Dl4jModelLoader loader;

  @BeforeEach
  void open() {
    store = new LocalModelStore(folder.resolve("store"));
    loader = new Dl4jModelLoader(store);
  }

  private ModelRef publish(ModelPackage content) throws IOException {
    Path file = folder.resolve("package.zip");
    content.write(file);
    return store.put(TestModels.MODEL, content.card().version(), file);
  }

  @Test
  void scoresAsTheNetworkDoes() throws IOException {
    MultiLayerNetwork network = TestModels.network(TestModels.layers(TestModels.INPUTS, 2));
    ModelPackage content = TestModels.scoring("v1", network);
    Scorer scorer = loader.load(TestModels.MODEL, publish(content));
    float[][] rows = TestModels.rows(37, 5);
    float[][] inputs =
        new Normalisation(content.network().orElseThrow().normaliser()).applyAll(rows);
    float[][] expected = network.output(Nd4j.create(inputs)).toFloatMatrix();
    float[][] batch = scorer.score(rows, 37);
    assertThat(scorer.version()).isEqualTo("v1");
    assertThat(scorer.width()).isEqualTo(3);
    assertThat(batch).hasDimensions(37, 2);
    for (int i = 0; i < 37; i++) {
      float[][] alone = scorer.score(new float[][] {rows[i]}, 1);
      assertThat(batch[i][1]).isCloseTo(expected[i][1], within(1e-6f));
      assertThat(alone[0][1]).isCloseTo(expected[i][1], within(1e-6f));
    }
  }

  /** The embedding is the hidden layer's, and the last layer makes the scores of it. */
  @Test
  void answersWithTheLastHiddenLayer() throws IOException {
    MultiLayerNetwork network = TestModels.network(TestModels.layers(TestModels.INPUTS, 2));
    ModelPackage content = TestModels.scoring("v1", network);
    Scorer scorer = loader.load(TestModels.MODEL, publish(content));
    float[][] rows = TestModels.rows(9, 5);
    Answers answers = scorer.answer(rows, 9);
    float[][] embeddings = answers.embeddings().orElseThrow();
    assertThat(answers.scores()).isDeepEqualTo(scorer.score(rows, 9));
    Normalisation normalisation = new Normalisation(content.network().orElseThrow().normaliser());
    OutputLayer last = new Dl4jScorer("v1", normalisation, network, 2).outputLayer();
    float[][] hidden =
        network
            .feedForward(Nd4j.create(normalisation.applyAll(rows)), false)
            .get(1)
            .toFloatMatrix();
    for (int i = 0; i < 9; i++) {
      assertThat(embeddings[i]).containsExactly(hidden[i], within(1e-6f));
      float[] logits = last.logits(embeddings[i]);
      double odds = Math.exp(logits[1] - logits[0]);
      assertThat(answers.scores()[i][1]).isCloseTo((float) (odds / (1 + odds)), within(1e-5f));
    }
    assertThat(scorer.answer(rows, 0).scores()).isEmpty();
  }

  @Test
  void scoresOnlyTheFirstRowsOfABuffer() throws IOException {
    Scorer scorer = loader.load(TestModels.MODEL, publish(TestModels.scoring("v1")));
    float[][] buffer = new float[8][];
    System.arraycopy(TestModels.rows(3, 1), 0, buffer, 0, 3);
    assertThat(scorer.score(buffer, 3)).hasDimensions(3, 2);
    assertThat(scorer.score(buffer, 0)).isEmpty();
    assertThatThrownBy(() -> scorer.score(new float[][] {{1}}, 1))
        .hasMessage("1 features, expected 3");
  }

  @Test
  void scorersOfAVersionAgreeOnManyThreads() throws Exception {
    ModelRef ref = publish(TestModels.scoring("v1"));
    float[][] rows = TestModels.rows(256, 3);
    float[][] expected = loader.load(TestModels.MODEL, ref).score(rows, rows.length);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[][]>> results = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        results.add(threads.submit(() -> scoreOften(ref, rows)));
      }
      for (Future<float[][]> result : results) {
        assertThat(result.get()).isDeepEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private float[][] scoreOften(ModelRef ref, float[][] rows) throws IOException {
    Scorer scorer = loader.load(TestModels.MODEL, ref);
    for (int i = 0; i < 50; i++) {
      scorer.score(rows, rows.length);
    }
    return scorer.score(rows, rows.length);
  }

  @Test
  void refusesAChangedFile() throws IOException {
    ModelRef ref = publish(TestModels.scoring("v9"));
    Path file = Path.of(java.net.URI.create(ref.getUri()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> loader.load(TestModels.MODEL, ref))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("has SHA-256");
  }

  @Test
  void refusesAMonitorOnlyPackage() throws IOException {
    ModelRef ref = publish(TestModels.monitored("v1"));
    assertThatThrownBy(() -> loader.load(TestModels.MODEL, ref))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessage("prices v1 has no network: it is only monitored");
  }

  @Test
  void refusesANetworkOfAnotherWidth() throws IOException {
    ModelRef ref = publish(TestModels.scoring("v1", TestModels.network(TestModels.layers(9, 2))));
    assertThatThrownBy(() -> loader.load(TestModels.MODEL, ref))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("9 inputs, expected 5");
  }

  @Test
  void aMissingFileIsAnInputError() {
    ModelRef ref =
        new ModelRef("v1", folder.resolve("store/none.zip").toUri().toString(), "", null);
    assertThatThrownBy(() -> loader.load(TestModels.MODEL, ref)).isInstanceOf(IOException.class);
  }
}
