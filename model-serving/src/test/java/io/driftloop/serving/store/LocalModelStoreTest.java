package io.driftloop.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.packaging.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelStoreTest {
  @TempDir Path folder;
  private LocalModelStore store;

  @BeforeEach
  void open() {
    store = new LocalModelStore(folder.resolve("store"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("package.zip"), content);
  }

  @Test
  void findsAndOpensWhatWasPut() throws IOException {
    ModelRef ref = store.put("m", "v1", file("one"));
    assertThat(ref.getSha256()).isEqualTo(Sha256.of("one".getBytes(StandardCharsets.UTF_8)));
    assertThat(store.find("m", "v1")).contains(ref);
    assertThat(read(ref)).isEqualTo("one");
    assertThat(store.find("m", "v2")).isEmpty();
    assertThat(store.find("none", "v1")).isEmpty();
  }

  @Test
  void replacesAVersionWithoutTouchingTheOldFile() throws IOException {
    ModelRef old = store.put("m", "v1", file("one"));
    ModelRef replaced = store.put("m", "v1", file("two"));
    assertThat(store.find("m", "v1")).contains(replaced);
    assertThat(read(replaced)).isEqualTo("two");
    assertThat(read(old)).isEqualTo("one");
    assertThat(store.versions("m")).containsExactly("v1");
  }

  @Test
  void listsVersionsByNumberAndModelsByName() throws IOException {
    assertThat(store.models()).isEmpty();
    assertThat(store.versions("b")).isEmpty();
    for (String version : new String[] {"v10", "v2", "v1"}) {
      store.put("b", version, file(version));
    }
    store.put("a", "v1", file("x"));
    assertThat(store.versions("b")).containsExactly("v1", "v2", "v10");
    assertThat(store.models()).containsExactly("a", "b");
  }

  @Test
  void leavesNoTemporaryFilesAndNoHalfVersion() throws IOException {
    store.put("m", "v1", file("one"));
    assertThatThrownBy(() -> store.put("m", "v2", folder.resolve("none.zip")))
        .isInstanceOf(IOException.class);
    Files.writeString(folder.resolve("store/m/v3-0123456789ab.zip"), "crashed before descriptor");
    assertThat(store.versions("m")).containsExactly("v1");
    try (Stream<Path> files = Files.list(folder.resolve("store/m"))) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".incoming"));
    }
  }

  @Test
  void keepsInsideItsDirectory() throws IOException {
    Path outside = file("secret");
    for (String name : new String[] {"../x", "..", "a/b", "", ".hidden", "a..b", "x\0"}) {
      assertThatThrownBy(() -> store.put(name, "v1", outside))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store.put("m", name, outside))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(store.find(name, "v1")).isEmpty();
      assertThat(store.find("m", name)).isEmpty();
      assertThat(store.versions(name)).isEmpty();
    }
    String tricky = folder.resolve("store").toUri() + "/../package.zip";
    for (String uri : new String[] {outside.toUri().toString(), tricky, "http://x/y", "no uri"}) {
      assertThatThrownBy(() -> store.open(uri)).isInstanceOf(IOException.class);
    }
  }

  private String read(ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
