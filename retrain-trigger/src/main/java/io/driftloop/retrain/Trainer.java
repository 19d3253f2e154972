package io.driftloop.retrain;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.signals.profile.Scores;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains a network of ReLU layers with a softmax on top by Adam with decoupled weight decay
 * (Loshchilov, Hutter 2019) on the cross-entropy, and keeps the parameters of the epoch with the
 * lowest validation log-loss. Deterministic on one thread.
 */
public final class Trainer {
  private final TrainingSettings settings;

  public Trainer(TrainingSettings settings) {
    this.settings = settings;
  }

  /**
   * A trained network.
   *
   * @param epochs passes made over the training rows
   * @param validationLogLoss of the kept parameters, in nats
   */
  public record Trained(MultiLayerNetwork network, int epochs, double validationLogLoss) {}

  /**
   * Trains until validation stops it.
   *
   * @param normaliser made of the training rows
   * @param classes outputs; labels are below it
   * @param cancelled asked before every step
   * @throws CancellationException where it was cancelled
   * @throws UnusableDataException where the loss never was a number
   */
  public Trained train(
      TrainingSet training,
      TrainingSet validation,
      Normaliser normaliser,
      int classes,
      BooleanSupplier cancelled) {
    Normalisation normalisation = new Normalisation(normaliser);
    float[][] inputs = normalisation.applyAll(training.features());
    int[] labels = training.labels();
    MultiLayerNetwork network = network(normalisation.inputWidth(), classes);
    Dl4jScorer scorer = new Dl4jScorer("", normalisation, network, classes);
    EarlyStopping stopping = new EarlyStopping(settings.patience());
    Random random = new Random(settings.seed());
    INDArray best = null;
    int epoch = 0;
    while (epoch < settings.maximumEpochs() && !stopping.exhausted()) {
      pass(network, inputs, labels, classes, random, cancelled);
      epoch++;
      if (stopping.improves(logLoss(scorer, validation))) {
        best = network.params().dup();
      }
    }
    if (best == null) {
      throw new UnusableDataException("training diverged: no epoch had a finite log-loss");
    }
    network.setParams(best);
    return new Trained(network, epoch, stopping.best());
  }

  /** NaN where training has diverged, so that scores are no probabilities any more. */
  private static double logLoss(Scorer scorer, TrainingSet rows) {
    float[][] scores = Scoring.scores(scorer, rows);
    return Arrays.stream(scores).allMatch(Scores::valid)
        ? ReferenceProfiles.performance(scores, rows.labels()).logLoss().mean()
        : Double.NaN;
  }

  private MultiLayerNetwork network(int inputs, int classes) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(settings.seed())
            .updater(new Adam(settings.learningRate()))
            .weightDecay(settings.weightDecay())
            .weightDecayBias(settings.weightDecay())
            .list();
    int width = inputs;
    for (int units : settings.hiddenLayers()) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(width)
              .nOut(units)
              .activation(Activation.RELU)
              .weightInit(WeightInit.RELU)
              .build());
      width = units;
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(width)
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .weightInit(WeightInit.XAVIER)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private void pass(
      MultiLayerNetwork network,
      float[][] inputs,
      int[] labels,
      int classes,
      Random random,
      BooleanSupplier cancelled) {
    int[] order = shuffled(inputs.length, random);
    for (int from = 0; from < order.length; from += settings.batchSize()) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("training was cancelled");
      }
      step(network, inputs, labels, classes, order, from);
    }
  }

  private void step(
      MultiLayerNetwork network,
      float[][] inputs,
      int[] labels,
      int classes,
      int[] order,
      int from) {
    int count = Math.min(settings.batchSize(), order.length - from);
    int width = inputs[0].length;
    float[] batch = new float[count * width];
    float[] targets = new float[count * classes];
    for (int i = 0; i < count; i++) {
      int row = order[from + i];
      System.arraycopy(inputs[row], 0, batch, i * width, width);
      targets[i * classes + labels[row]] = 1f;
    }
    network.fit(
        Nd4j.create(batch, new int[] {count, width}, 'c'),
        Nd4j.create(targets, new int[] {count, classes}, 'c'));
  }

  /** Fisher and Yates's shuffle. */
  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
