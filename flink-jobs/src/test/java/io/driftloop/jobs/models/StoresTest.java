package io.driftloop.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.serving.ModelCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoresTest {
  @TempDir private Path directory;

  /** Two jobs and their operators, which make their factories anew from the same options. */
  @Test
  void aStoreHasOneCatalogInAProcess() throws IOException {
    ModelCatalog one = catalog("one");
    assertThat(catalog("one")).isSameAs(one);
    assertThat(catalog("other")).isNotSameAs(one);
  }

  private ModelCatalog catalog(String store) throws IOException {
    String uri = directory.resolve(store).toUri().toString();
    return Stores.catalog(Options.of(Map.of("models.uri", uri))).create();
  }
}
