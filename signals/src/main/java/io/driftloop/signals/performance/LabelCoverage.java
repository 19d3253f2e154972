package io.driftloop.signals.performance;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The share of predictions that got a label, and whether those are like the rest: figures from
 * labels speak for all predictions only where they are. Counts are by any cell that is known
 * without a label, such as the predicted class or a bin of the top score.
 *
 * @param share labelled share with Wilson's interval
 * @param chiSquare of labelled against unlabelled counts
 * @param pValue that labels fall evenly; 1 where there is nothing to compare
 */
public record LabelCoverage(Estimate share, double chiSquare, double pValue) {

  /**
   * Compares the cells of the labelled predictions with those of the others.
   *
   * @param predictions counts of all predictions, a cell each
   * @param labelled counts of those with a label, over the same cells
   */
  public static LabelCoverage of(long[] predictions, long[] labelled, double confidence) {
    if (predictions.length != labelled.length) {
      throw new IllegalArgumentException("counts over different cells");
    }
    long all = LongStream.of(predictions).sum();
    long known = LongStream.of(labelled).sum();
    double share = all == 0 ? 0 : (double) known / all;
    double chiSquare = 0;
    int cells = 0;
    for (int i = 0; i < predictions.length; i++) {
      if (labelled[i] < 0 || labelled[i] > predictions[i]) {
        throw new IllegalArgumentException("more labels than predictions in cell " + i);
      }
      if (predictions[i] > 0 && share > 0 && share < 1) {
        double surplus = labelled[i] - predictions[i] * share;
        chiSquare += surplus * surplus / (predictions[i] * share * (1 - share));
        cells++;
      }
    }
    double pValue =
        cells < 2 ? 1 : ChiSquaredDistribution.of(cells - 1).survivalProbability(chiSquare);
    return new LabelCoverage(Intervals.share(known, all, confidence), chiSquare, pValue);
  }
}
