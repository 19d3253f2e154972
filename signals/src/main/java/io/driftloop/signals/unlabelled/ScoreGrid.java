package io.driftloop.signals.unlabelled;

import io.driftloop.signals.stats.Logarithm;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Expected positives and negatives by score, on steps of equal log-odds: what an AUC needs. */
final class ScoreGrid {
  private static final int STEPS = 1024;

  /** Log-odds of a score of about one in a million, the grid's ends. */
  private static final double REACH = 14;

  private final double[] positives;
  private final double[] negatives;

  ScoreGrid(boolean used) {
    positives = new double[used ? STEPS : 0];
    negatives = new double[positives.length];
  }

  void add(double score, double probability) {
    double logit = Logarithm.of(score / (1 - score));
    int step = (int) Math.floor((logit + REACH) / (2 * REACH) * STEPS);
    step = score >= 1 ? STEPS - 1 : Math.max(0, Math.min(STEPS - 1, step));
    positives[step] += probability;
    negatives[step] += 1 - probability;
  }

  void merge(ScoreGrid other) {
    for (int i = 0; i < positives.length; i++) {
      positives[i] += other.positives[i];
      negatives[i] += other.negatives[i];
    }
  }

  /** The share of pairs in order, with the standard error of Hanley and McNeil (1982). */
  Estimate auc(long rows) {
    double below = 0;
    double pairs = 0;
    double positive = 0;
    for (int i = 0; i < positives.length; i++) {
      pairs += positives[i] * (below + negatives[i] / 2);
      below += negatives[i];
      positive += positives[i];
    }
    double all = positive * below;
    if (!(all > 0)) {
      return new Estimate(0.5, 0.5, rows);
    }
    double auc = pairs / all;
    double q1 = auc / (2 - auc);
    double q2 = 2 * auc * auc / (1 + auc);
    double variance =
        auc * (1 - auc)
            + Math.max(0, positive - 1) * (q1 - auc * auc)
            + Math.max(0, below - 1) * (q2 - auc * auc);
    return new Estimate(auc, Math.min(0.5, Math.sqrt(Math.max(0, variance) / all)), rows);
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < positives.length; i++) {
      out.writeDouble(positives[i]);
      out.writeDouble(negatives[i]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < positives.length; i++) {
      positives[i] = Wire.readSum(in);
      negatives[i] = Wire.readSum(in);
    }
  }
}
