package io.driftloop.jobs.models;

import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The cards of the versions that an operator meets, with the last one of each model at hand: the
 * catalog is shared between threads, and a model's rows mostly have the same version.
 */
public final class ModelCards implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CatalogFactory factory;
  private transient ModelCatalog catalog;
  private transient Map<String, ModelCard> last;

  /** What was asked for before, by the very strings, and what was found. */
  private transient String model;

  private transient String version;
  private transient Optional<ModelCard> card;

  public ModelCards(CatalogFactory factory) {
    this.factory = factory;
  }

  /** To be called before all else, in the operator's open. */
  public void open() throws IOException {
    catalog = factory.create();
    last = new HashMap<>();
    card = Optional.empty();
  }

  /** The version's card; empty where no such version is published. */
  public Optional<ModelCard> find(String model, String version) throws IOException {
    if (card.isEmpty() || !version.equals(this.version) || !model.equals(this.model)) {
      card = lookUp(model, version);
      this.model = model;
      this.version = version;
    }
    return card;
  }

  private Optional<ModelCard> lookUp(String model, String version) throws IOException {
    ModelCard known = last.get(model);
    if (known != null && known.version().equals(version)) {
      return Optional.of(known);
    }
    Optional<ModelCard> found = catalog.find(model, version);
    found.ifPresent(current -> last.put(model, current));
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
