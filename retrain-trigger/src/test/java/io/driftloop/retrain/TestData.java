package io.driftloop.retrain;

import io.driftloop.serving.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;

/** Labelled points of a square, and settings that train on them in a moment. */
final class TestData {
  static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(FeatureSchema.Feature.numeric("x", ""), FeatureSchema.Feature.numeric("y", "")),
          List.of("no", "yes"));

  static final BiPredicate<Float, Float> ABOVE = (x, y) -> y > x;
  static final BiPredicate<Float, Float> BELOW = (x, y) -> y < x;
  static final BiPredicate<Float, Float> XOR = (x, y) -> x > 0 ^ y > 0;

  private TestData() {}

  static TrainingSettings settings(int hidden, double learningRate, int epochs, int patience) {
    return new TrainingSettings(
        List.of(hidden), learningRate, 0, 32, epochs, patience, 11, 50, .1, .2);
  }

  static TrainingSettings settings() {
    return settings(16, .01, 40, 5);
  }

  static TrainingSettings settings(ReferenceSettings reference) {
    return new TrainingSettings(List.of(16), .01, 0, 32, 40, 5, 11, 50, .1, .2, reference);
  }

  static TrainingSet.Row row(String id, int revision, long time, int label) {
    return new TrainingSet.Row(id, revision, time, new float[] {time, 0}, label);
  }

  /** Points with event times 0, 1, 2 and so on. */
  static TrainingSet points(int count, long seed, BiPredicate<Float, Float> rule) {
    return points(count, seed, rule, 1);
  }

  /** The same with so many milliseconds between two. */
  static TrainingSet points(int count, long seed, BiPredicate<Float, Float> rule, long step) {
    Random random = new Random(seed);
    List<TrainingSet.Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float x = random.nextFloat() * 2 - 1;
      float y = random.nextFloat() * 2 - 1;
      int label = rule.test(x, y) ? 1 : 0;
      rows.add(new TrainingSet.Row("id" + i, 0, i * step, new float[] {x, y}, label));
    }
    return TrainingSet.of(rows);
  }
}
