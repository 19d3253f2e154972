package io.driftloop.jobs.mapping;

import io.driftloop.config.ConfigException;
import io.driftloop.serving.FeatureSchema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a row's scores come from: a path a class, or the probability of one of two classes, of
 * which the other's is what is left to 1.
 *
 * @param paths a path a class in the model's order, or a single one
 * @param positive the class of a single path; -1 where each class has its own
 */
record ScoreFields(ArrayList<FieldPath> paths, int positive) implements Serializable {
  private static final int EACH = -1;

  /**
   * Reads {@code score} and {@code positive-class}, or {@code scores.CLASS} for every class.
   *
   * @throws ConfigException where there is neither or both, or a class is missing
   */
  static ScoreFields of(MappingSection section, FeatureSchema schema) {
    List<String> classes = schema.classes();
    if (section.has("score")) {
      if (classes.size() != 2) {
        throw new ConfigException(
            "predictions.map.score: '%s' is not allowed, as the model has %d classes; allowed: "
                    .formatted(section.path("score"), classes.size())
                + "predictions.map.scores.CLASS for each of %s; example: %s: $.%s"
                    .formatted(
                        String.join(", ", classes),
                        "predictions.map.scores." + classes.get(0),
                        classes.get(0)));
      }
      ArrayList<FieldPath> single = new ArrayList<>(List.of(section.path("score")));
      return new ScoreFields(single, classes.indexOf(section.oneOf("positive-class", classes)));
    }
    ArrayList<FieldPath> paths = new ArrayList<>();
    for (String name : classes) {
      paths.add(section.path("scores." + name));
    }
    return new ScoreFields(paths, EACH);
  }

  /** One score a class; whether they are probabilities is judged where every row's are. */
  float[] read(Object document) throws UnmappableException {
    if (positive != EACH) {
      float score = Values.number(paths.get(0), document).floatValue();
      float[] scores = {1 - score, 1 - score};
      scores[positive] = score;
      return scores;
    }
    float[] scores = new float[paths.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Values.number(paths.get(i), document).floatValue();
    }
    return scores;
  }
}
