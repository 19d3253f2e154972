package io.driftloop.retrain;

import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.Scorer;
import io.driftloop.signals.monitor.Outcome;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Scores a data set in batches. */
final class Scoring {
  private static final int BATCH = 256;

  private Scoring() {}

  /** Class probabilities, one row a row. */
  static float[][] scores(Scorer scorer, TrainingSet rows) {
    float[][] features = rows.features();
    float[][] scores = new float[features.length][];
    for (int from = 0; from < features.length; from += BATCH) {
      int to = Math.min(from + BATCH, features.length);
      float[][] batch = scorer.score(Arrays.copyOfRange(features, from, to), to - from);
      System.arraycopy(batch, 0, scores, from, batch.length);
    }
    return scores;
  }

  /** What the version's last hidden layer is like, one row a row. */
  static float[][] embeddings(Scorer scorer, TrainingSet rows) {
    float[][] features = rows.features();
    float[][] embeddings = new float[features.length][];
    for (int from = 0; from < features.length; from += BATCH) {
      int to = Math.min(from + BATCH, features.length);
      float[][] batch =
          scorer
              .answer(Arrays.copyOfRange(features, from, to), to - from)
              .embeddings()
              .orElseThrow();
      System.arraycopy(batch, 0, embeddings, from, batch.length);
    }
    return embeddings;
  }

  static PerformanceProfile performance(Scorer scorer, TrainingSet rows) {
    return ReferenceProfiles.performance(scores(scorer, rows), rows.labels());
  }

  /** Rows with the scores that they were given; which row it is names each. */
  static List<Outcome> outcomes(float[][] scores, TrainingSet rows) {
    float[][] features = rows.features();
    int[] labels = rows.labels();
    List<Map<String, String>> segments = rows.segments();
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      outcomes.add(new Outcome("row" + i, scores[i], labels[i], segments.get(i), features[i]));
    }
    return outcomes;
  }
}
