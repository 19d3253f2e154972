package io.driftloop.retrain;

/**
 * A data set cut by time: the oldest rows train, the next ones tell when to stop, the newest ones
 * judge. Shuffling first would let a model see the future of the rows that it is judged on.
 *
 * @param unseen validation and held-back rows together: those that parameters are not fitted to
 */
public record Split(
    TrainingSet training, TrainingSet validation, TrainingSet heldBack, TrainingSet unseen) {

  /**
   * Cuts a data set.
   *
   * @param validationShare share of the rows that stop training, above 0
   * @param heldBackShare share of the rows that judge, above 0
   * @throws UnusableDataException where a part would be empty
   */
  public static Split of(TrainingSet rows, double validationShare, double heldBackShare) {
    int heldBack = (int) Math.round(rows.size() * heldBackShare);
    int validation = (int) Math.round(rows.size() * validationShare);
    int training = rows.size() - validation - heldBack;
    if (training < 1 || validation < 1 || heldBack < 1) {
      throw new UnusableDataException(
          "%d rows are too few to train, stop and judge on".formatted(rows.size()));
    }
    return new Split(
        rows.slice(0, training),
        rows.slice(training, training + validation),
        rows.slice(training + validation, rows.size()),
        rows.slice(training, rows.size()));
  }
}
