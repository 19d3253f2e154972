package io.driftloop.serving.dl4j;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.Answers;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.serving.store.ModelStore;
import io.driftloop.signals.profile.Scores;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loads versions from a store. A version's parameters lie in memory once a JVM, however many
 * scorers there are; they go when the last scorer goes.
 */
public final class Dl4jModelLoader implements ModelLoader {
  private static final Map<String, WeakReference<Loaded>> SHARED = new HashMap<>();

  private final ModelStore store;

  public Dl4jModelLoader(ModelStore store) {
    this.store = store;
  }

  @Override
  public Scorer load(String model, ModelRef ref) throws IOException {
    Loaded loaded = shared(model, ref);
    Scorer scorer = loaded.scorer(ref.getVersion());
    warmUp(model, scorer, loaded.classes);
    return new Holding(scorer, loaded);
  }

  /** Reads a package while holding the lock, so that it is read once however many threads ask. */
  private Loaded shared(String model, ModelRef ref) throws IOException {
    String key = model + " " + ref.getVersion() + " " + ref.getSha256();
    synchronized (SHARED) {
      WeakReference<Loaded> known = SHARED.get(key);
      Loaded loaded = known == null ? null : known.get();
      if (loaded == null) {
        loaded = read(model, ref);
        SHARED.values().removeIf(reference -> reference.get() == null);
        SHARED.put(key, new WeakReference<>(loaded));
      }
      return loaded;
    }
  }

  private Loaded read(String model, ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      ModelPackage content = ModelPackage.read(in, model, ref);
      NetworkParts parts =
          content
              .network()
              .orElseThrow(
                  () ->
                      new ModelRefusedException(
                          "%s %s has no network: it is only monitored"
                              .formatted(model, ref.getVersion())));
      int classes = content.card().schema().classes().size();
      MultiLayerNetwork network = Networks.network(parts, classes);
      return new Loaded(
          new Normalisation(parts.normaliser()),
          network.getLayerWiseConfigurations(),
          network.params(),
          DenseNetwork.of(network),
          classes);
    }
  }

  /**
   * Scores rows of missing values, alone and in a batch, so that the first real row is not slow.
   */
  private static void warmUp(String model, Scorer scorer, int classes) {
    for (int count : new int[] {1, 64}) {
      float[][] rows = new float[count][scorer.width()];
      for (float[] scores : scorer.score(rows, count)) {
        if (scores.length != classes || !Scores.valid(scores)) {
          throw new ModelRefusedException(
              "%s %s gives no probabilities".formatted(model, scorer.version()));
        }
      }
    }
  }

  /** What all scorers of a version share. */
  private record Loaded(
      Normalisation normalisation,
      MultiLayerConfiguration configuration,
      INDArray parameters,
      Optional<DenseNetwork> dense,
      int classes) {

    Scorer scorer(String version) {
      return dense.isPresent()
          ? new DenseScorer(version, normalisation, dense.get())
          : new Dl4jScorer(
              version, normalisation, Networks.sharing(configuration.clone(), parameters), classes);
    }
  }

  /** A scorer that keeps what it shares from being forgotten. */
  private record Holding(Scorer scorer, Loaded loaded) implements Scorer {
    @Override
    public String version() {
      return scorer.version();
    }

    @Override
    public int width() {
      return scorer.width();
    }

    @Override
    public float[][] score(float[][] rows, int count) {
      return scorer.score(rows, count);
    }

    @Override
    public Answers answer(float[][] rows, int count) {
      return scorer.answer(rows, count);
    }
  }
}
