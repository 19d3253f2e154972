package io.driftloop.signals.calibration;

import java.util.Random;

/** Rows of a model that is right about probabilities, but for the shares of its classes. */
record CalibratedRows(float[][] scores, int[] labels) {

  static CalibratedRows of(int count, int classes, double[] shift, long seed) {
    Random random = new Random(seed);
    float[][] scores = new float[count][classes];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double[] truth = new double[classes];
      double sum = 0;
      double believed = 0;
      for (int j = 0; j < classes; j++) {
        double weight = Math.exp(1.5 * random.nextGaussian());
        scores[i][j] = (float) weight;
        believed += weight;
        truth[j] = weight * Math.exp(shift[j]);
        sum += truth[j];
      }
      double left = random.nextDouble() * sum;
      while (left > truth[labels[i]] && labels[i] < classes - 1) {
        left -= truth[labels[i]++];
      }
      for (int j = 0; j < classes; j++) {
        scores[i][j] /= (float) believed;
      }
    }
    return new CalibratedRows(scores, labels);
  }

  ResidualProfile residuals(int from, int to) {
    ResidualProfile profile = new ResidualProfile(scores[0].length);
    for (int i = from; i < to; i++) {
      profile.add(scores[i], labels[i]);
    }
    return profile;
  }
}
