package io.driftloop.benchmarks.errors;

import io.driftloop.signals.profile.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Gaussian naive Bayes that learns row by row: the classifier that detectors are usually fed by. It
 * forgets nothing, so that a change shows as mistakes.
 */
final class NaiveBayes {
  /** The share of a feature's overall variance that every class has at least. */
  private static final double SMOOTHING = 0.01;

  private static final double SMALLEST_VARIANCE = 1e-9;

  private final List<Moments[]> classes = new ArrayList<>();
  private final Moments[] overall;
  private final long[] counts;

  NaiveBayes(int features, int classes) {
    overall = moments(features);
    counts = new long[classes];
    for (int i = 0; i < classes; i++) {
      this.classes.add(moments(features));
    }
  }

  private static Moments[] moments(int count) {
    Moments[] moments = new Moments[count];
    for (int i = 0; i < count; i++) {
      moments[i] = new Moments();
    }
    return moments;
  }

  /** The most likely class; 0 before anything was learnt. */
  int predict(float[] row) {
    double[] floors = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      floors[i] = SMOOTHING * overall[i].variance() + SMALLEST_VARIANCE;
    }
    int best = 0;
    double highest = Double.NEGATIVE_INFINITY;
    for (int label = 0; label < counts.length; label++) {
      double likelihood = counts[label] == 0 ? Double.NEGATIVE_INFINITY : score(row, label, floors);
      if (likelihood > highest) {
        highest = likelihood;
        best = label;
      }
    }
    return best;
  }

  private double score(float[] row, int label, double[] floors) {
    double sum = Math.log(counts[label]);
    Moments[] moments = classes.get(label);
    for (int i = 0; i < row.length; i++) {
      if (Float.isFinite(row[i])) {
        double variance = moments[i].variance() + floors[i];
        double distance = row[i] - moments[i].mean();
        sum -= (Math.log(variance) + distance * distance / variance) / 2;
      }
    }
    return sum;
  }

  void learn(float[] row, int label) {
    counts[label]++;
    for (int i = 0; i < row.length; i++) {
      if (Float.isFinite(row[i])) {
        overall[i].add(row[i]);
        classes.get(label)[i].add(row[i]);
      }
    }
  }
}
