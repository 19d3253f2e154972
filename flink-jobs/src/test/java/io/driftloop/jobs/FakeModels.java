package io.driftloop.jobs;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.Answers;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.FeatureSchema.Feature;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Scorer;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store of models that are a number each: version v7 gives class up the score .7. The URI of a
 * reference says how loading it goes.
 */
public final class FakeModels {
  public static final String REFUSED = "fake:refused";
  private static final String GATED = "fake:gated/";
  private static final String UNREADABLE = "fake:unreadable/";
  private static final Map<String, CountDownLatch> GATES = new ConcurrentHashMap<>();
  private static final Map<String, AtomicInteger> FAILURES = new ConcurrentHashMap<>();
  private static final int REFERENCE_ROWS = 1000;

  private FakeModels() {}

  public static ModelRef ref(String version) {
    return new ModelRef(version, "fake:ok", "0", null);
  }

  public static ModelRef ref(String version, String uri) {
    return new ModelRef(version, uri, "0", null);
  }

  /** A version whose load waits until the gate of this name opens. */
  public static ModelRef gated(String version, String gate) {
    GATES.put(gate, new CountDownLatch(1));
    return ref(version, GATED + gate);
  }

  public static void openGate(String gate) {
    GATES.get(gate).countDown();
  }

  /** A version whose load fails some times before it goes well. */
  public static ModelRef unreadable(String version, String name, int times) {
    FAILURES.put(name, new AtomicInteger(times));
    return ref(version, UNREADABLE + name);
  }

  public static ModelLoader loader() {
    return (model, ref) -> load(ref);
  }

  private static Scorer load(ModelRef ref) throws IOException {
    String uri = ref.getUri();
    if (uri.equals(REFUSED)) {
      throw new ModelRefusedException("the hash is wrong");
    }
    if (uri.startsWith(UNREADABLE)
        && FAILURES.get(uri.substring(UNREADABLE.length())).getAndDecrement() > 0) {
      throw new IOException("the store is away");
    }
    if (uri.startsWith(GATED)) {
      try {
        GATES.get(uri.substring(GATED.length())).await();
      } catch (InterruptedException e) {
        throw new IOException("interrupted", e);
      }
    }
    return new FakeScorer(ref.getVersion(), uri.equals("fake:wide") ? 3 : 2);
  }

  private record FakeScorer(String version, int width) implements Scorer {
    @Override
    public float[][] score(float[][] rows, int count) {
      float[][] scores = new float[count][];
      for (int i = 0; i < count; i++) {
        if (rows[i].length != width) {
          throw new IllegalArgumentException("wrong width");
        }
        float up = Integer.parseInt(version.substring(1)) / 10f;
        scores[i] = new float[] {1 - up, up};
      }
      return scores;
    }

    /** The embedding is twice the first feature. */
    @Override
    public Answers answer(float[][] rows, int count) {
      float[][] embeddings = new float[count][];
      for (int i = 0; i < count; i++) {
        embeddings[i] = new float[] {2 * rows[i][0]};
      }
      return new Answers(score(rows, count), Optional.of(embeddings));
    }
  }

  public static FeatureSchema schema() {
    return new FeatureSchema(
        List.of(
            Feature.numeric("load", "MW"),
            Feature.categorical("day", List.of("workday", "weekend"))),
        List.of("down", "up"));
  }

  /** Cards of v1 to v9 of the model; nothing else is published. */
  public static ModelCatalog catalog() {
    return (model, version) ->
        model.equals(Rows.MODEL) && version.matches("v[1-9]")
            ? Optional.of(card(version))
            : Optional.empty();
  }

  /**
   * The same versions with references of three countries, most rows first: nz has loads 0 to 99, au
   * 50 to 99, and nl 0 to 49.
   */
  public static ModelCatalog segmentedCatalog() {
    return (model, version) -> catalog().find(model, version).map(FakeModels::segmented);
  }

  private static ModelCard segmented(ModelCard card) {
    Map<String, PredictionReference> countries = new LinkedHashMap<>();
    countries.put("nz", ofLoads(card.reference(), 600, 0, 100));
    countries.put("au", ofLoads(card.reference(), 500, 50, 100));
    countries.put("nl", ofLoads(card.reference(), 400, 0, 50));
    return card.with(SegmentReferences.of(Map.of("country", countries)));
  }

  private static PredictionReference ofLoads(ReferenceProfile whole, int rows, int from, int to) {
    ReferenceBuilder builder = ReferenceBuilder.ofPart(whole.names(), whole.bins(), 2);
    for (int i = 0; i < rows; i++) {
      builder.addFeatures(new float[] {from + i % (to - from), i % 2});
      builder.addScores(new float[] {0.1f, 0.9f});
    }
    return new PredictionReference(builder.build(), Optional.empty());
  }

  /** A card whose reference has loads 0 to 99, both kinds of day, and 8 of 10 labels right. */
  public static ModelCard card(String version) {
    float[] loads = new float[REFERENCE_ROWS];
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      loads[i] = i % 100;
    }
    List<Bins> bins = List.of(Bins.ofQuantiles(loads, 10), Bins.ofCategories(2));
    DataProfile data = DataProfile.empty(bins, 2);
    PerformanceProfile performance = new PerformanceProfile();
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      data.addFeatures(bins, new float[] {loads[i], i % 2});
      data.addScores(new float[] {0.1f, 0.9f});
      performance.add(new float[] {0.1f, 0.9f}, i % 10 < 8 ? 1 : 0);
    }
    return new ModelCard(
        Rows.MODEL,
        version,
        schema(),
        new ReferenceProfile(Arrays.asList("load", "day"), bins, data, performance),
        Map.of(),
        new Lineage("", "", 0, 0, REFERENCE_ROWS, "", 0, "test"));
  }
}
