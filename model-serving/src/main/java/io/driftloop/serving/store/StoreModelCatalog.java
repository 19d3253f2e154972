package io.driftloop.serving.store;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.packaging.ModelPackage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cards of a store's versions. Of a model the cards of the versions that were asked for last
 * are kept, since a published version does not change, and hundreds of kilobytes of each; that a
 * version is not there is remembered for a moment only, since it may come, and for a limited number
 * of versions, since the names come from the stream.
 */
public final class StoreModelCatalog implements ModelCatalog {
  /** How long a version is taken as absent before the store is asked again. */
  public static final Duration ABSENT_FOR = Duration.ofSeconds(2);

  /** More than have rows or labels on their way at a time: champion, shadow, and those before. */
  static final int MOST_VERSIONS = 8;

  private static final int MOST_ABSENT = 1_000;

  private final ModelStore store;
  private final Clock clock;
  private final Map<String, Map<String, ModelCard>> found = new HashMap<>();
  private final Map<Key, Instant> absentUntil =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Instant> eldest) {
          return size() > MOST_ABSENT;
        }
      };

  public StoreModelCatalog(ModelStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<ModelCard> find(String model, String version) throws IOException {
    Key key = new Key(model, version);
    Map<String, ModelCard> known = found.getOrDefault(model, Map.of());
    ModelCard card = known.get(version);
    if (card != null) {
      return Optional.of(card);
    }
    Instant now = clock.instant();
    if (now.isBefore(absentUntil.getOrDefault(key, Instant.MIN))) {
      return Optional.empty();
    }
    Optional<ModelRef> ref = store.find(model, version);
    if (ref.isEmpty()) {
      absentUntil.put(key, now.plus(ABSENT_FOR));
      return Optional.empty();
    }
    absentUntil.remove(key);
    card = read(model, ref.get());
    found.computeIfAbsent(model, name -> new Latest()).put(version, card);
    return Optional.of(card);
  }

  private ModelCard read(String model, ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      return ModelPackage.read(in, model, ref).card();
    } catch (ModelRefusedException e) {
      throw new IOException(
          "%s %s is in the store but must not be used: %s"
              .formatted(model, ref.getVersion(), e.getMessage()),
          e);
    }
  }

  /** Cards by version, without those that were asked for longest ago where there are too many. */
  private static final class Latest extends LinkedHashMap<String, ModelCard> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD_FACTOR = 0.75f;

    Latest() {
      super(2 * MOST_VERSIONS, LOAD_FACTOR, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, ModelCard> eldest) {
      return size() > MOST_VERSIONS;
    }
  }

  private record Key(String model, String version) {}
}
