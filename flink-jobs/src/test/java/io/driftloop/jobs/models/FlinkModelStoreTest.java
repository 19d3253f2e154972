package io.driftloop.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.store.LocalModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkModelStoreTest {
  @TempDir Path folder;
  private Path root;
  private Path file;
  private FlinkModelStore store;

  @BeforeEach
  void setUp() throws IOException {
    root = folder.resolve("models");
    file = Files.writeString(folder.resolve("package.zip"), "first");
    store = new FlinkModelStore(root.toUri().toString());
  }

  private String content(ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsPutIsFound() throws IOException {
    ModelRef ref = store.put("power", "v1", file);
    assertThat(store.find("power", "v1")).contains(ref);
    assertThat(content(ref)).isEqualTo("first");
    assertThat(store.models()).containsExactly("power");
  }

  @Test
  void bothStoresHaveOneLayout() throws IOException {
    LocalModelStore local = new LocalModelStore(root);
    ModelRef here = store.put("power", "v1", file);
    ModelRef there = local.put("power", "v2", file);
    assertThat(local.find("power", "v1").orElseThrow().getSha256()).isEqualTo(here.getSha256());
    assertThat(content(store.find("power", "v2").orElseThrow())).isEqualTo("first");
    assertThat(there.getSha256()).isEqualTo(here.getSha256());
    assertThat(store.versions("power")).containsExactly("v1", "v2");
  }

  @Test
  void versionIsReplacedAsAWhole() throws IOException {
    ModelRef first = store.put("power", "v1", file);
    Files.writeString(file, "second");
    ModelRef second = store.put("power", "v1", file);
    assertThat(content(store.find("power", "v1").orElseThrow())).isEqualTo("second");
    assertThat(content(first)).isEqualTo("first");
    assertThat(second.getUri()).isNotEqualTo(first.getUri());
  }

  @Test
  void versionsAreInTheOrderOfTheirNumbers() throws IOException {
    for (String version : new String[] {"v10", "v2", "v1"}) {
      store.put("power", version, file);
    }
    assertThat(store.versions("power")).containsExactly("v1", "v2", "v10");
  }

  /** Or its predictions would be turned away as those of an unknown model, and lost. */
  @Test
  void aStoreThatIsAwaySaysSo() throws IOException {
    store.put("power", "v1", file);
    Path away = Files.move(root, folder.resolve("away"));
    assertThatThrownBy(() -> store.find("power", "v1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("models is away");
    Files.move(away, root);
    assertThat(store.find("power", "v1")).isPresent();
  }

  @Test
  void nothingIsThereBeforeItIsPut() throws IOException {
    Files.createDirectory(root);
    assertThat(store.find("power", "v1")).isEmpty();
    assertThat(store.versions("power")).isEmpty();
    assertThat(store.models()).isEmpty();
  }

  @Test
  void namesAndUrisDoNotLeadOutOfTheStore() throws IOException {
    assertThat(store.find("../secrets", "v1")).isEmpty();
    assertThat(store.versions("..")).isEmpty();
    assertThatThrownBy(() -> store.open(file.toUri().toString())).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.open(root.toUri() + "../package.zip"))
        .isInstanceOf(IOException.class);
  }
}
