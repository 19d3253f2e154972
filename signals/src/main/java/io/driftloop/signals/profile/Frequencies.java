package io.driftloop.signals.profile;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The random numbers of {@link FourierFeatures}, before they are scaled. They follow from a seed,
 * which is the same for model after model, and are kept once for all of them: of a thousand models
 * with 500 features each they would take a hundred megabytes, and be in no processor's cache.
 */
final class Frequencies {
  private static final Map<Origin, WeakReference<Frequencies>> KNOWN = new HashMap<>();

  private final Random random;
  private final int dimension;
  private final float[] phases;
  private final List<float[]> lines = new ArrayList<>();

  private record Origin(long seed, int dimension) {}

  private Frequencies(Origin origin) {
    random = new Random(origin.seed());
    dimension = origin.dimension();
    phases = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      phases[i] = (float) random.nextDouble(0, 2 * Math.PI);
    }
  }

  /** Those of a seed, for as long as somebody holds them. */
  static synchronized Frequencies of(long seed, int dimension) {
    KNOWN.values().removeIf(kept -> kept.refersTo(null));
    Origin origin = new Origin(seed, dimension);
    WeakReference<Frequencies> kept = KNOWN.get(origin);
    Frequencies found = kept == null ? null : kept.get();
    if (found == null) {
      found = new Frequencies(origin);
      KNOWN.put(origin, new WeakReference<>(found));
    }
    return found;
  }

  /** One a random feature, uniform from 0 to a turn; not to be changed. */
  float[] phases() {
    return phases;
  }

  /**
   * So many lines of a standard normal number for each random feature; not to be changed. Each is
   * an array of its own, as a compiler makes no vectors of loops over places that are apart in one.
   */
  synchronized float[][] lines(int count) {
    while (lines.size() < count) {
      float[] line = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        line[i] = (float) random.nextGaussian();
      }
      lines.add(line);
    }
    return lines.subList(0, count).toArray(float[][]::new);
  }
}
