package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Segments of the stream, each with rows that differ from the whole's in a way of its own. */
final class Segments {
  private Segments() {}

  /** A reference of so many training rows of a segment, and half as many held-back ones. */
  static PredictionReference reference(
      PredictionReference whole, int rows, RandomGenerator random, Consumer<float[]> own) {
    ReferenceProfile profile = whole.profile();
    ReferenceBuilder builder =
        ReferenceBuilder.ofPart(profile.names(), profile.bins(), profile.classes());
    HeldBackReference heldBack =
        whole.heldBack().orElseThrow().ofPart(new ExpectedPerformance(Stream.CLASSES));
    for (int i = 0; i < rows; i++) {
      builder.addFeatures(row(random, own));
      if (i % 2 == 0) {
        float[] scores = Stream.scores(row(random, own));
        builder.addScores(scores);
        heldBack.expected().add(heldBack.calibration(), scores);
      }
    }
    return new PredictionReference(builder.build(), Optional.of(heldBack));
  }

  private static float[] row(RandomGenerator random, Consumer<float[]> own) {
    float[] row = Stream.row(random);
    own.accept(row);
    return row;
  }

  /** A window of a segment's rows. */
  static PredictionProfile window(
      PredictionReference reference, int rows, RandomGenerator random, Consumer<float[]> own) {
    return Stream.window(reference, rows, random, own, scores -> scores);
  }
}
