package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Topics;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scores all requests again with the packages in the store, and so finds out which version really
 * made each prediction, whatever the prediction says.
 */
final class Rescoring {
  private static final float TOLERANCE = 1e-5f;

  private final Map<String, List<Float>> requests;
  private final Map<String, List<Prediction>> predictions;
  private final Map<String, Scorer> scorers = new TreeMap<>();

  /** The topics of a stack, and every version that a prediction names. */
  Rescoring(Stack stack, String model) throws IOException {
    requests =
        TopicContent.read(
                stack.bootstrapServers(), Topics.INFERENCE_REQUESTS, InferenceRequest.class)
            .stream()
            .collect(Collectors.toMap(InferenceRequest::getId, InferenceRequest::getFeatures));
    predictions =
        TopicContent.read(stack.bootstrapServers(), Topics.PREDICTIONS, Prediction.class).stream()
            .collect(Collectors.groupingBy(Prediction::getModelVersion));
    LocalModelStore store = new LocalModelStore(stack.directories().models());
    for (String version : predictions.keySet()) {
      scorers.put(
          version,
          new Dl4jModelLoader(store).load(model, store.find(model, version).orElseThrow()));
    }
  }

  /** Every prediction has the scores of the version that it names, and hardly one another's. */
  void assertEachVersionMadeItsPredictions() {
    assertThat(scorers).as("versions that answered").hasSizeGreaterThan(1);
    predictions.forEach(
        (named, made) ->
            scorers.forEach(
                (version, scorer) -> {
                  double same = shareOfSameScores(made, scorer);
                  if (version.equals(named)) {
                    assertThat(same).as("%s made what names it", named).isEqualTo(1);
                  } else {
                    assertThat(same).as("%s made what names %s", version, named).isLessThan(.05);
                  }
                }));
  }

  private double shareOfSameScores(List<Prediction> made, Scorer scorer) {
    float[][] rows =
        made.stream().map(each -> floats(requests.get(each.getId()))).toArray(float[][]::new);
    float[][] scores = scorer.score(rows, rows.length);
    int same = 0;
    for (int i = 0; i < scores.length; i++) {
      same += same(scores[i], floats(made.get(i).getScores())) ? 1 : 0;
    }
    return same / (double) scores.length;
  }

  private static boolean same(float[] scores, float[] others) {
    boolean same = scores.length == others.length;
    for (int i = 0; same && i < scores.length; i++) {
      same = Math.abs(scores[i] - others[i]) <= TOLERANCE;
    }
    return same;
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
