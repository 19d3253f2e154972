package io.driftloop.retrain;

import io.driftloop.config.Options;
import io.driftloop.signals.monitor.SegmentSettings;
import java.util.List;

/**
 * How a network is made and trained.
 *
 * @param hiddenLayers units of each hidden layer; empty makes a logistic regression
 * @param learningRate step size of Adam
 * @param weightDecay share of a parameter that a step takes off, times the learning rate
 * @param batchSize rows a step
 * @param maximumEpochs passes over the training rows, at most
 * @param patience epochs without a better validation loss after which training stops
 * @param seed of initialisation and shuffling
 * @param minimumRows rows below which nothing is trained
 * @param validationShare share of the rows that stop training
 * @param heldBackShare share of the rows, the newest, that judge
 * @param segments segments that get a reference of their own
 */
public record TrainingSettings(
    List<Integer> hiddenLayers,
    double learningRate,
    double weightDecay,
    int batchSize,
    int maximumEpochs,
    int patience,
    long seed,
    int minimumRows,
    double validationShare,
    double heldBackShare,
    SegmentSettings segments) {

  public TrainingSettings {
    hiddenLayers = List.copyOf(hiddenLayers);
  }

  /** Settings without segments. */
  public TrainingSettings(
      List<Integer> hiddenLayers,
      double learningRate,
      double weightDecay,
      int batchSize,
      int maximumEpochs,
      int patience,
      long seed,
      int minimumRows,
      double validationShare,
      double heldBackShare) {
    this(
        hiddenLayers,
        learningRate,
        weightDecay,
        batchSize,
        maximumEpochs,
        patience,
        seed,
        minimumRows,
        validationShare,
        heldBackShare,
        SegmentSettings.none());
  }

  public static TrainingSettings of(Options options) {
    return new TrainingSettings(
        options.get(RetrainOptions.HIDDEN_LAYERS),
        options.get(RetrainOptions.LEARNING_RATE),
        options.get(RetrainOptions.WEIGHT_DECAY),
        options.get(RetrainOptions.BATCH_SIZE),
        options.get(RetrainOptions.MAXIMUM_EPOCHS),
        options.get(RetrainOptions.PATIENCE),
        options.get(RetrainOptions.SEED),
        options.get(RetrainOptions.MINIMUM_ROWS),
        options.get(RetrainOptions.VALIDATION_SHARE),
        options.get(RetrainOptions.HELD_BACK_SHARE),
        new SegmentSettings(
            options.get(RetrainOptions.SEGMENTS), options.get(RetrainOptions.SEGMENT_VALUES)));
  }
}
