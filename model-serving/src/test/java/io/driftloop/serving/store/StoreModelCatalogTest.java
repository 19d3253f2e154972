package io.driftloop.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.TestModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreModelCatalogTest {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private CountingStore store;
  private StoreModelCatalog catalog;

  @BeforeEach
  void open() {
    store = new CountingStore(new LocalModelStore(folder.resolve("store")));
    catalog = new StoreModelCatalog(store, clock);
  }

  private ModelRef publish(String version) throws IOException {
    Path file = folder.resolve("package.zip");
    TestModels.monitored(version).write(file);
    return store.put(TestModels.MODEL, version, file);
  }

  @Test
  void remembersWhatItFound() throws IOException {
    publish("v1");
    assertThat(catalog.find(TestModels.MODEL, "v1").orElseThrow().version()).isEqualTo("v1");
    assertThat(catalog.find(TestModels.MODEL, "v1")).isPresent();
    assertThat(store.finds).isEqualTo(1);
  }

  @Test
  void forgetsTheVersionThatWasAskedForLongestAgo() throws IOException {
    for (int version = 1; version <= StoreModelCatalog.MOST_VERSIONS; version++) {
      publish("v" + version);
      assertThat(catalog.find(TestModels.MODEL, "v" + version)).isPresent();
    }
    assertThat(catalog.find(TestModels.MODEL, "v1")).isPresent();
    publish("v99");
    assertThat(catalog.find(TestModels.MODEL, "v99")).isPresent();
    int finds = store.finds;
    assertThat(catalog.find(TestModels.MODEL, "v1")).isPresent();
    assertThat(store.finds).as("v1 is kept").isEqualTo(finds);
    assertThat(catalog.find(TestModels.MODEL, "v2")).isPresent();
    assertThat(store.finds).as("v2 is read again").isEqualTo(finds + 1);
  }

  @Test
  void remembersAbsenceForAMomentOnly() throws IOException {
    assertThat(catalog.find(TestModels.MODEL, "v1")).isEmpty();
    publish("v1");
    assertThat(catalog.find(TestModels.MODEL, "v1")).isEmpty();
    assertThat(store.finds).isEqualTo(1);
    clock.now = clock.now.plus(StoreModelCatalog.ABSENT_FOR);
    assertThat(catalog.find(TestModels.MODEL, "v1")).isPresent();
  }

  @Test
  void aDamagedPackageIsAnErrorAndNotAnAbsence() throws IOException {
    ModelRef ref = publish("v1");
    Files.writeString(Path.of(java.net.URI.create(ref.getUri())), "damaged");
    assertThatThrownBy(() -> catalog.find(TestModels.MODEL, "v1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("prices v1 is in the store but must not be used");
  }

  /** A store that counts how often it is asked. */
  private static final class CountingStore implements ModelStore {
    private final ModelStore inner;
    private int finds;

    CountingStore(ModelStore inner) {
      this.inner = inner;
    }

    @Override
    public ModelRef put(String model, String version, Path packageFile) throws IOException {
      return inner.put(model, version, packageFile);
    }

    @Override
    public Optional<ModelRef> find(String model, String version) throws IOException {
      finds++;
      return inner.find(model, version);
    }

    @Override
    public InputStream open(String uri) throws IOException {
      return inner.open(uri);
    }

    @Override
    public List<String> versions(String model) throws IOException {
      return inner.versions(model);
    }

    @Override
    public List<String> models() throws IOException {
      return inner.models();
    }
  }

  private static final class ManualClock extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
