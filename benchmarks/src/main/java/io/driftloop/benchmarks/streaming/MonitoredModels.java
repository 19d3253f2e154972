package io.driftloop.benchmarks.streaming;

import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Packages of the models of some {@link Traffic}: all that monitoring compares with, labelled
 * held-back rows among it, and no network.
 */
public final class MonitoredModels {
  private static final int REFERENCE_ROWS = 10_000;
  private static final int HELD_BACK_ROWS = 3_000;
  private static final long SEED = 41;

  private MonitoredModels() {}

  /** The card of the first model. */
  public static ModelCard card(int features) {
    FeatureSchema schema =
        new FeatureSchema(
            IntStream.range(0, features).mapToObj(i -> Feature.numeric("f" + i, "")).toList(),
            List.of("NO", "YES"));
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] scores = new float[HELD_BACK_ROWS][];
    int[] labels = new int[HELD_BACK_ROWS];
    for (int i = 0; i < HELD_BACK_ROWS; i++) {
      scores[i] = Traffic.scores(random);
      labels[i] = random.nextDouble() < scores[i][1] ? 1 : 0;
    }
    float[][] rows = referenceRows(features);
    return new ModelCard(
        Traffic.model(0),
        Traffic.VERSION,
        schema,
        ReferenceProfiles.of(schema, rows, scores, labels),
        ReferenceProfiles.heldBack(schema, scores, labels),
        Map.of(),
        new Lineage("", "", 0, 1, REFERENCE_ROWS, "made up", SEED, "benchmarks"));
  }

  /** The rows that references are made of. */
  static float[][] referenceRows(int features) {
    return Traffic.sample(REFERENCE_ROWS, features, SEED);
  }

  /** Puts all models of some traffic into a store, which differ by their names only. */
  static void publish(Path store, Traffic traffic) {
    ModelCard card = card(traffic.features());
    try {
      LocalModelStore models = new LocalModelStore(store);
      for (int i = 0; i < traffic.models(); i++) {
        String name = Traffic.model(i);
        Path file = Files.createTempFile("driftloop-bench-", ".zip");
        new ModelPackage(named(card, name), Optional.empty()).write(file);
        models.put(name, Traffic.VERSION, file);
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelCard named(ModelCard card, String name) {
    return new ModelCard(
        name,
        card.version(),
        card.schema(),
        card.reference(),
        card.heldBack(),
        card.metrics(),
        card.lineage());
  }
}
