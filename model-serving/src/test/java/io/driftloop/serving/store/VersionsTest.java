package io.driftloop.serving.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionsTest {
  @Test
  void ordersByNumber() {
    assertThat(Stream.of("v10", "v2", "w1", "v2-b", "v", "v02", "2024.10").sorted(Versions.ORDER))
        .containsExactly("2024.10", "v", "v02", "v2", "v2-b", "v10", "w1");
  }

  @Test
  void countsOnFromTheHighest() {
    assertThat(Versions.next(List.of())).isEqualTo("v1");
    assertThat(Versions.next(List.of("v2", "v10", "other", "v9-test"))).isEqualTo("v11");
  }
}
