package io.driftloop.serving.dl4j;

import io.driftloop.serving.Answers;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import java.util.List;
import java.util.Optional;

/** Scores with a {@link DenseNetwork}, as many rows at once as stay in the processor's cache. */
final class DenseScorer implements Scorer {
  private static final int ROWS_AT_ONCE = 128;

  private final String version;
  private final Normalisation normalisation;
  private final List<DenseWeights> hidden;
  private final DenseWeights last;
  private final float[] inputs;
  private float[][] values;
  private float[][] next;

  DenseScorer(String version, Normalisation normalisation, DenseNetwork network) {
    this.version = version;
    this.normalisation = normalisation;
    hidden = network.layers().subList(0, network.layers().size() - 1);
    last = network.last();
    inputs = new float[network.inputs()];
    values = new float[network.widest()][ROWS_AT_ONCE];
    next = new float[network.widest()][ROWS_AT_ONCE];
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public int width() {
    return normalisation.width();
  }

  @Override
  public float[][] score(float[][] rows, int count) {
    return answer(rows, count, false).scores();
  }

  @Override
  public Answers answer(float[][] rows, int count) {
    return answer(rows, count, true);
  }

  private Answers answer(float[][] rows, int count, boolean embed) {
    float[][] scores = new float[count][last.outputs()];
    float[][] embeddings = new float[embed ? count : 0][last.inputs()];
    for (int first = 0; first < count; first += ROWS_AT_ONCE) {
      int some = Math.min(ROWS_AT_ONCE, count - first);
      enter(rows, first, some);
      hidden.forEach(layer -> pass(layer, some));
      if (embed) {
        leave(embeddings, first, some);
      }
      pass(last, some);
      leave(scores, first, some);
    }
    return new Answers(scores, embed ? Optional.of(embeddings) : Optional.empty());
  }

  private void enter(float[][] rows, int first, int count) {
    for (int row = 0; row < count; row++) {
      normalisation.apply(rows[first + row], inputs, 0);
      for (int input = 0; input < inputs.length; input++) {
        values[input][row] = inputs[input];
      }
    }
  }

  private void pass(DenseWeights layer, int count) {
    layer.apply(count, values, next);
    float[][] before = values;
    values = next;
    next = before;
  }

  private void leave(float[][] into, int first, int count) {
    for (int row = 0; row < count; row++) {
      float[] answer = into[first + row];
      for (int unit = 0; unit < answer.length; unit++) {
        answer[unit] = values[unit][row];
      }
    }
  }
}
