package io.driftloop.jobs.models;

import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.io.Serializable;

/** Makes the catalogue where an operator runs: a task serialises this, never the catalogue. */
@FunctionalInterface
public interface CatalogFactory extends Serializable {
  ModelCatalog create() throws IOException;
}
