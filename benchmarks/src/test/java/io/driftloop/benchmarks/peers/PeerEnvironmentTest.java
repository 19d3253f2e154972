package io.driftloop.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerEnvironmentTest {
  @TempDir private Path directory;

  @Test
  void wherePeersCannotRunALineSaysSo() {
    List<String> told = new ArrayList<>();
    Path missing = directory.resolve("requirements.txt");

    assertThat(PeerEnvironment.prepare(directory, missing, told::add)).isEmpty();
    assertThat(told).singleElement().asString().startsWith("no peers: their rows are left out");
  }
}
