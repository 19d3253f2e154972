package io.driftloop.benchmarks.streaming;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Networks that the scoring job is measured with, as they come from their initial weights: what
 * they say does not matter here.
 */
enum ScoredModel {
  /** Three layers, so small that all beside the network weighs as much as it does. */
  DENSE("dense 20-64-32-2", 20, 1_000_000, 50_000, 4) {
    @Override
    ListBuilder layers(ListBuilder layers) {
      return layers.layer(dense(64)).layer(dense(32)).setInputType(InputType.feedForward(20));
    }
  },

  /** A convolution over grey images, which come as flat rows of features. */
  CONVOLUTIONAL("convolutional 28x28", 28 * 28, 30_000, 2_000, 1) {
    @Override
    ListBuilder layers(ListBuilder layers) {
      return layers
          .layer(new ConvolutionLayer.Builder(5, 5).nOut(8).activation(Activation.RELU).build())
          .layer(
              new SubsamplingLayer.Builder(
                      SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                  .build())
          .layer(dense(32))
          .setInputType(InputType.convolutionalFlat(28, 28, 1));
    }
  };

  private static final long SEED = 5;

  final String title;
  final int features;
  final int requests;
  final int fewRequests;
  final int warmUps;

  /**
   * @param requests of a run that measures throughput; {@code fewRequests} where it is a quick one
   * @param warmUps rounds until the JIT compiler has seen the job as often as in weeks of service
   */
  ScoredModel(String title, int features, int requests, int fewRequests, int warmUps) {
    this.title = title;
    this.features = features;
    this.requests = requests;
    this.fewRequests = fewRequests;
    this.warmUps = warmUps;
  }

  /** Adds all layers but the last, and what the first gets. */
  abstract ListBuilder layers(ListBuilder layers);

  private static DenseLayer dense(int outputs) {
    return new DenseLayer.Builder().nOut(outputs).activation(Activation.RELU).build();
  }

  private MultiLayerNetwork network() {
    ListBuilder layers = layers(new NeuralNetConfiguration.Builder().seed(SEED).list());
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  /** The model's name in requests. */
  String model() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Requests of it, evenly spread over some days. */
  Iterator<RequestRow> requests(int rows) {
    Traffic.Generator predictions = Traffic.even(rows, features, 1).generator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return predictions.hasNext();
      }

      @Override
      public RequestRow next() {
        return request(predictions.next());
      }
    };
  }

  private RequestRow request(PredictionRow prediction) {
    RequestRow row = new RequestRow();
    row.id = prediction.id;
    row.model = model();
    row.eventTime = prediction.eventTime;
    row.features = prediction.features;
    row.segments = prediction.segments;
    return row;
  }

  /** Rows a second of ND4J alone, in one thread, from inputs that are in its memory already. */
  double rowsPerSecond(int batchRows, double seconds) {
    MultiLayerNetwork network = network();
    long batches = 0;
    long from = 0;
    try (INDArray inputs = Nd4j.rand(batchRows, features)) {
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
   * Puts versions into a store, which differ by their names only.
   *
   * @param count how many
   * @return the descriptors that make one after the other serve
   */
  List<ActiveModel> publish(Path store, int count) {
    ModelCard card = MonitoredModels.card(features);
    float[][] rows = MonitoredModels.referenceRows(features);
    NetworkParts parts = Networks.parts(network(), Normalisation.fit(card.schema(), rows));
    return IntStream.rangeClosed(1, count)
        .mapToObj(generation -> publish(store, card, parts, generation))
        .toList();
  }

  private ActiveModel publish(Path store, ModelCard card, NetworkParts parts, int generation) {
    String version = "v" + generation;
    ModelCard named =
        new ModelCard(
            model(), version, card.schema(), card.reference(), card.metrics(), card.lineage());
    try {
      Path file = Files.createTempFile("driftloop-bench-", ".zip");
      new ModelPackage(named, Optional.of(parts)).write(file);
      ModelRef ref = new LocalModelStore(store).put(model(), version, file);
      Files.delete(file);
      return ActiveModel.newBuilder()
          .setModel(model())
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
