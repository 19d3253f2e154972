package io.driftloop.serving;

import java.io.IOException;
import java.util.Optional;

/** Finds the cards of model versions. Implementations remember what they found. */
public interface ModelCatalog {

  /**
   * The card of a version; empty where no such version is published.
   *
   * @throws IOException where the store cannot be read, or a package is not what its descriptor
   *     says
   */
  Optional<ModelCard> find(String model, String version) throws IOException;
}
