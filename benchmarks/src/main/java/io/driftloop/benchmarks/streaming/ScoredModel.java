package io.driftloop.benchmarks.streaming;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A dense network of 20, 64, 32 and 2, as it comes from its initial weights: what it says does not
 * matter here.
 */
final class ScoredModel {
  static final int FEATURES = 20;

  private static final long SEED = 5;

  private ScoredModel() {}

  static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .list()
                .layer(dense(FEATURES, 64))
                .layer(dense(64, 32))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(32)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static DenseLayer dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs).activation(Activation.RELU).build();
  }

  /** Rows a second of ND4J alone, in one thread, from inputs that are in its memory already. */
  static double rowsPerSecond(int batchRows, double seconds) {
    MultiLayerNetwork network = network();
    long batches = 0;
    long from = 0;
    try (INDArray inputs = Nd4j.rand(batchRows, FEATURES)) {
      long start = System.nanoTime();
      while (System.nanoTime() < start + 2 * seconds * 1e9) {
        network.output(inputs).close();
        if (from == 0 && System.nanoTime() > start + seconds * 1e9) {
          from = System.nanoTime();
          batches = 0;
        }
        batches++;
      }
      return batches * batchRows / ((System.nanoTime() - from) / 1e9);
    }
  }

  /**
   * Puts a version into a store.
   *
   * @param generation which is its number, too
   * @return the descriptor that makes it serve
   */
  static ActiveModel publish(Path store, long generation) {
    ModelCard monitored = MonitoredModels.card(FEATURES);
    String version = "v" + generation;
    ModelCard card =
        new ModelCard(
            monitored.model(),
            version,
            monitored.schema(),
            monitored.reference(),
            monitored.metrics(),
            monitored.lineage());
    float[][] rows = MonitoredModels.referenceRows(FEATURES);
    var parts = Networks.parts(network(), Normalisation.fit(card.schema(), rows));
    try {
      Path file = Files.createTempFile("driftloop-bench-", ".zip");
      new ModelPackage(card, Optional.of(parts)).write(file);
      ModelRef ref = new LocalModelStore(store).put(card.model(), version, file);
      Files.delete(file);
      return ActiveModel.newBuilder()
          .setModel(card.model())
          .setGeneration(generation)
          .setChampion(ref)
          .setShadow(null)
          .setChangedAt(generation)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
