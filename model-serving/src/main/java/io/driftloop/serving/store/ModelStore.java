package io.driftloop.serving.store;

import io.driftloop.schemas.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where model packages lie: {@code <root>/<model>/<version>-<start of hash>.zip} with a registry
 * descriptor {@code <version>.json} beside each, which holds the {@link ModelRef}. The descriptor
 * is written last and at once, so a version either is there as a whole or is not there.
 */
public interface ModelStore {

  /**
   * Stores a package. A version that is there already is replaced as a whole.
   *
   * @return where it lies and its hash
   */
  ModelRef put(String model, String version, Path packageFile) throws IOException;

  /** The version's descriptor; empty where there is no such version. */
  Optional<ModelRef> find(String model, String version) throws IOException;

  /** Opens a package by the URI of its descriptor. The caller closes it. */
  InputStream open(String uri) throws IOException;

  /** All versions of a model, oldest first. */
  List<String> versions(String model) throws IOException;

  /** All models, by name. */
  List<String> models() throws IOException;
}
