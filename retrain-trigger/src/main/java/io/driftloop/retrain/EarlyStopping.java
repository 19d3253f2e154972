package io.driftloop.retrain;

/** Stops training once a number of epochs in a row brought no better loss. */
final class EarlyStopping {
  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private int worseInARow;

  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** Takes in an epoch's loss; whether it is the best so far. A loss of NaN never is. */
  boolean improves(double loss) {
    if (loss < best) {
      best = loss;
      worseInARow = 0;
      return true;
    }
    worseInARow++;
    return false;
  }

  boolean exhausted() {
    return worseInARow >= patience;
  }

  double best() {
    return best;
  }
}
