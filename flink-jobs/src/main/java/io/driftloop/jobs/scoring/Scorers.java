package io.driftloop.jobs.scoring;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.Scorer;
import java.io.IOException;
import java.util.Optional;

/**
 * The scorers that a descriptor asks for. A canary is not among them yet: which requests it answers
 * is a decision of its own.
 *
 * @param shadow scores beside the champion and answers nobody; empty where there is none
 */
record Scorers(Scorer champion, Optional<Scorer> shadow) {

  /**
   * Loads what the descriptor asks for. Blocks, as {@link ModelLoader#load} does.
   *
   * @throws ModelRefusedException where a package must not be used, or the shadow takes other
   *     features than the champion
   */
  static Scorers load(ModelLoader loader, ActiveModel active) throws IOException {
    Scorer champion = loader.load(active.getModel(), active.getChampion());
    if (active.getShadow() == null) {
      return new Scorers(champion, Optional.empty());
    }
    Scorer shadow = loader.load(active.getModel(), active.getShadow());
    if (shadow.width() != champion.width()) {
      throw new ModelRefusedException(
          "shadow %s takes %d features and champion %s takes %d"
              .formatted(shadow.version(), shadow.width(), champion.version(), champion.width()));
    }
    return new Scorers(champion, Optional.of(shadow));
  }
}
