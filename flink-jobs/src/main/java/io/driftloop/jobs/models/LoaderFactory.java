package io.driftloop.jobs.models;

import io.driftloop.serving.ModelLoader;
import java.io.IOException;
import java.io.Serializable;

/** Makes the loader where an operator runs: a task serialises this, never the loader. */
@FunctionalInterface
public interface LoaderFactory extends Serializable {
  ModelLoader create() throws IOException;
}
