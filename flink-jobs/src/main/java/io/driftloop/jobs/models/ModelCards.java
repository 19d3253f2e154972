package io.driftloop.jobs.models;

import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;

/**
 * The cards of the versions that an operator meets, with the last one at hand, because neighbours
 * in a stream mostly have the same version.
 */
public final class ModelCards implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CatalogFactory factory;
  private transient ModelCatalog catalog;
  private transient ModelCard last;

  public ModelCards(CatalogFactory factory) {
    this.factory = factory;
  }

  /** To be called before all else, in the operator's open. */
  public void open() throws IOException {
    catalog = factory.create();
  }

  /** The version's card; empty where no such version is published. */
  public Optional<ModelCard> find(String model, String version) throws IOException {
    if (last != null && last.version().equals(version) && last.model().equals(model)) {
      return Optional.of(last);
    }
    Optional<ModelCard> found = catalog.find(model, version);
    found.ifPresent(card -> last = card);
    return found;
  }

  /**
   * The card of a version that has been found before.
   *
   * @throws IOException where it is gone
   */
  public ModelCard get(String model, String version) throws IOException {
    return find(model, version)
        .orElseThrow(
            () -> new IOException("%s %s is no longer in the store".formatted(model, version)));
  }
}
