package io.driftloop.serving;

import io.driftloop.schemas.ModelRef;
import java.io.IOException;

/** Makes scorers of published versions. Safe to use from several threads. */
public interface ModelLoader {

  /**
   * A scorer of the referenced version, warmed up. Blocks while the package is read; a version that
   * is loaded in this JVM already is shared, and only the scorer's own working memory is new.
   *
   * @throws ModelRefusedException where the package must not be used
   * @throws IOException where the store cannot be read
   */
  Scorer load(String model, ModelRef ref) throws IOException;
}
