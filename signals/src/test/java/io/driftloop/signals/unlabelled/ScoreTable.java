package io.driftloop.signals.unlabelled;

/**
 * Badly calibrated scores in hundredths, from a generator that is easily written again elsewhere:
 * the expected figures were computed from the same rows in Python.
 */
record ScoreTable(double[] scores, boolean[] hits) {

  /** 4,000 rows with scores from .01 to .99. */
  static ScoreTable reference() {
    return make(1, 4_000, 99);
  }

  /** 1,500 rows with scores from .01 to .69. */
  static ScoreTable window() {
    return make(2, 1_500, 69);
  }

  private static ScoreTable make(long state, int rows, int span) {
    double[] scores = new double[rows];
    boolean[] hits = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      state = next(state);
      double score = (1 + state * span / (1L << 31)) / 100.0;
      state = next(state);
      scores[i] = (float) score;
      hits[i] = state / (double) (1L << 31) < .15 + .6 * score * score;
    }
    return new ScoreTable(scores, hits);
  }

  private static long next(long state) {
    return (state * 1103515245L + 12345) % (1L << 31);
  }

  /** The scores of both classes, row by row. */
  float[][] both() {
    float[][] both = new float[scores.length][];
    for (int i = 0; i < both.length; i++) {
      both[i] = new float[] {1 - (float) scores[i], (float) scores[i]};
    }
    return both;
  }

  int[] labels() {
    int[] labels = new int[hits.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = hits[i] ? 1 : 0;
    }
    return labels;
  }
}
