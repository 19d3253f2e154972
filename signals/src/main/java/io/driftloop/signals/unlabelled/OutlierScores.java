package io.driftloop.signals.unlabelled;

/**
 * How far from the training data a row looks by the model's output alone; higher is farther. Each
 * is a score to be ranked against the reference's, never a probability.
 */
public final class OutlierScores {
  /** Probabilities below this count as this, so that one 0 keeps a score finite. */
  private static final double SMALLEST_PROBABILITY = 1e-12;

  private OutlierScores() {}

  /** One less the highest class probability (Hendrycks, Gimpel 2017). */
  public static double maxSoftmax(float[] probabilities) {
    return 1 - largest(probabilities);
  }

  /**
   * The free energy at temperature 1, −ln Σ exp(logit) (Liu, Wang, Owens, Li 2020). Needs real
   * logits: the logarithms of probabilities always have an energy of 0, see {@link #centredEnergy}.
   */
  public static double energy(float[] logits) {
    double largest = largest(logits);
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - largest);
    }
    return -(largest + Math.log(sum));
  }

  /**
   * What remains of the energy where only probabilities are at hand: the energy of logits shifted
   * to mean 0, which is the mean of ln p. The softmax has taken away the logits' common level, in
   * which most of the energy's power lies; what is left says how flat the scores are over all
   * classes, not only the top one. With two classes it ranks rows exactly as {@link #maxSoftmax}.
   */
  public static double centredEnergy(float[] probabilities) {
    largest(probabilities);
    double sum = 0;
    for (float probability : probabilities) {
      sum += Math.log(Math.max(probability, SMALLEST_PROBABILITY));
    }
    return sum / probabilities.length;
  }

  private static double largest(float[] scores) {
    if (scores.length == 0) {
      throw new IllegalArgumentException("a row without scores cannot be ranked");
    }
    double largest = scores[0];
    for (float score : scores) {
      largest = Math.max(largest, score);
    }
    return largest;
  }
}
