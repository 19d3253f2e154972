package io.driftloop.signals.policy;

/**
 * The recent mean of a risk over windows, the older the less. Public fields of simple types make it
 * part of a state that survives releases.
 */
public final class RiskTrack {
  /** Rows, those of older windows decayed. */
  public double rows;

  /** Sum of the squared weights of the rows. */
  public double squaredWeights;

  /** Sum of the rows' risks, decayed. */
  public double sum;

  /** Sum of the rows' variances, decayed. */
  public double variances;

  /** The reference's risk. */
  public double reference;

  /** Rows behind the reference. */
  public double referenceRows;

  RiskTrack copy() {
    RiskTrack copy = new RiskTrack();
    copy.rows = rows;
    copy.squaredWeights = squaredWeights;
    copy.sum = sum;
    copy.variances = variances;
    copy.reference = reference;
    copy.referenceRows = referenceRows;
    return copy;
  }

  void add(Measured measured, long windowRows, double decay) {
    double perRow = 1 / measured.referenceCount() + 1.0 / windowRows;
    double variance = measured.standardError() * measured.standardError() / perRow;
    rows = rows * decay + windowRows;
    squaredWeights = squaredWeights * decay * decay + windowRows;
    sum = sum * decay + measured.value() * windowRows;
    variances = variances * decay + variance * windowRows;
    reference = measured.reference();
    referenceRows = measured.referenceCount();
  }

  boolean empty() {
    return !(rows > 0);
  }

  double mean() {
    return sum / rows;
  }

  /** Of the mean's difference from a reference of as many rows; above 0. */
  double standardError() {
    double variance = Math.max(variances / rows, 1 / (rows + referenceRows));
    return Math.sqrt(variance * (1 / referenceRows + squaredWeights / (rows * rows)));
  }
}
