package io.driftloop.signals.profile;

import io.driftloop.signals.stats.Logarithm;

/** Figures of one row's class probabilities. */
public final class Scores {
  private static final float SUM_TOLERANCE = 0.01f;

  private Scores() {}

  /** Index of the highest score; the first of equals. */
  public static int top(float[] scores) {
    int top = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[top]) {
        top = i;
      }
    }
    return top;
  }

  /** The highest score less the second highest; the score itself where there is but one. */
  public static float margin(float[] scores) {
    float first = 0;
    float second = 0;
    for (float score : scores) {
      if (score > first) {
        second = first;
        first = score;
      } else if (score > second) {
        second = score;
      }
    }
    return first - second;
  }

  /**
   * Shannon entropy as a share of its maximum, the logarithm of the number of classes: 0 where one
   * class has all, 1 where all are equal.
   */
  public static double entropyShare(float[] scores) {
    if (scores.length < 2) {
      return 0;
    }
    double entropy = 0;
    for (float score : scores) {
      if (score > 0) {
        entropy -= score * Logarithm.of(score);
      }
    }
    return entropy / Logarithm.of(scores.length);
  }

  /**
   * Whether these are class probabilities: at least one, each from 0 to 1, together 1 within .01.
   */
  public static boolean valid(float[] scores) {
    float sum = 0;
    for (float score : scores) {
      if (!(score >= 0 && score <= 1 + SUM_TOLERANCE)) {
        return false;
      }
      sum += score;
    }
    return scores.length > 0 && Math.abs(sum - 1) <= SUM_TOLERANCE;
  }
}
