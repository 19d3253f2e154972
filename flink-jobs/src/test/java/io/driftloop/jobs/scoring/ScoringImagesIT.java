package io.driftloop.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FailOnce;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.models.Stores;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A convolutional network from a package in the store, over images as flat rows of features. */
class ScoringImagesIT {
  private static final int SIDE = 28;
  private static final int ROWS = 100;
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          IntStream.range(0, SIDE * SIDE).mapToObj(i -> Feature.numeric("p" + i, "")).toList(),
          List.of("cat", "dog", "none"));

  private final MultiLayerNetwork network = network();
  private final float[][] images = images();

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(7)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(5, 5).nOut(4).activation(Activation.RELU).build())
                .layer(
                    new SubsamplingLayer.Builder(
                            SubsamplingLayer.PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutionalFlat(SIDE, SIDE, 1))
                .build());
    network.init();
    return network;
  }

  private static float[][] images() {
    Random random = new Random(5);
    float[][] images = new float[ROWS][SIDE * SIDE];
    for (float[] image : images) {
      for (int i = 0; i < image.length; i++) {
        image[i] = random.nextInt(256);
      }
    }
    return images;
  }

  private ModelRef publish(Path folder) throws IOException {
    float[][] scores = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      scores[i] = new float[] {.5f, .25f, .25f};
    }
    ModelCard card =
        new ModelCard(
            Rows.MODEL,
            "v1",
            SCHEMA,
            ReferenceProfiles.of(SCHEMA, images, scores, new int[ROWS]),
            Map.of(),
            new Lineage("", "", 0, 1, ROWS, "made up", 7, "test"));
    Path file = folder.resolve("package.zip");
    new ModelPackage(card, Optional.of(parts())).write(file);
    return new LocalModelStore(folder).put(Rows.MODEL, "v1", file);
  }

  private NetworkParts parts() {
    return Networks.parts(network, Normalisation.fit(SCHEMA, images));
  }

  @Test
  void imagesAreScoredAsTheNetworkDoes(@TempDir Path folder) throws Exception {
    ActiveModel active = Rows.active(1, publish(folder), null);
    Options options = TestStreams.options(folder, Map.of("scoring.batch-rows", "16"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    List<RequestRow> requests = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      RequestRow row = Rows.request(Integer.toString(i), i);
      row.features = images[i];
      requests.add(row);
    }
    FailOnce<Either<DeadLetter, RequestRow>> failure = new FailOnce<>();
    CollectingSink<PredictionRow> predictions = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    ScoringJob.build(
        new ScoringJob.Sources(
            failure.on(
                TestStreams.rows(
                    environment, "images-in", RecordKinds.REQUESTS, requests, ROWS / 8),
                "images-failure"),
            TestStreams.control(
                environment, "images-control", RecordKinds.ACTIVE_MODELS, List.of(active)),
            Stores.loader(options)),
        new ScoringJob.Sinks(predictions, deadLetters),
        options);
    environment.execute();

    float[][] expected =
        network
            .output(Nd4j.create(new Normalisation(parts().normaliser()).applyAll(images)))
            .toFloatMatrix();
    assertThat(failure.failed()).isTrue();
    assertThat(deadLetters.records()).isEmpty();
    assertThat(predictions.records()).hasSize(ROWS);
    for (PredictionRow row : predictions.records()) {
      assertThat(row.scores).containsExactly(expected[Integer.parseInt(row.id)], within(1e-5f));
    }
  }
}
