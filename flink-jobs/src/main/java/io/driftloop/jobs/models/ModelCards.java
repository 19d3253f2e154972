package io.driftloop.jobs.models;

import io.driftloop.jobs.io.Names;
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
  private transient Map<String, Found> last;

  /** What was asked for before, and what was found; null where nothing was. */
  private transient String model;

  private transient String version;
  private transient Found found;

  /** A version, by the very string that row after row holds, so that comparing it reads no text. */
  private record Found(String version, RowShape shape, ModelCard card) {}

  public ModelCards(CatalogFactory factory) {
    this.factory = factory;
  }

  /** To be called before all else, in the operator's open. */
  public void open() throws IOException {
    catalog = factory.create();
    last = new HashMap<>();
  }

  /** The version's card; empty where no such version is published. */
  public Optional<ModelCard> find(String model, String version) throws IOException {
    Found known = known(model, version);
    return known == null ? Optional.empty() : Optional.of(known.card());
  }

  /** What the version's predictions must look like; empty where no such version is published. */
  Optional<RowShape> shape(String model, String version) throws IOException {
    Found known = known(model, version);
    return known == null ? Optional.empty() : Optional.of(known.shape());
  }

  private Found known(String model, String version) throws IOException {
    if (found == null || !Names.same(version, this.version) || !Names.same(model, this.model)) {
      found = lookUp(model, version);
      this.model = model;
      this.version = version;
    }
    return found;
  }

  private Found lookUp(String model, String version) throws IOException {
    Found known = last.get(model);
    if (known != null && known.version().equals(version)) {
      return known;
    }
    Optional<ModelCard> card = catalog.find(model, version);
    if (card.isEmpty()) {
      return null;
    }
    Found current = new Found(version, RowShape.of(card.get()), card.get());
    last.put(model, current);
    return current;
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
