package io.driftloop.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.benchmarks.BenchmarkException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

class RealStreamsTest {
  @TempDir private Path directory;

  private void write(String text) throws IOException {
    Path file = directory.resolve("elec2/electricity.csv.gz");
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsFeaturesAndLabelsInOrder() throws IOException {
    write("date,period,price,class\n1,0,2.5,UP\n1,1,?,DOWN\n2,0,3,UP\n");

    LabelledStream stream = new RealStreams(directory).load("elec2");

    assertThat(stream.columns()).containsExactly("period", "price");
    assertThat(Arrays.deepToString(stream.rows()))
        .isEqualTo("[[0.0, 2.5], [1.0, NaN], [0.0, 3.0]]");
    assertThat(stream.classes()).containsExactly("DOWN", "UP");
    assertThat(stream.labels()).containsExactly(1, 0, 1);
    assertThat(stream.drifts()).containsExactly(17424);
    assertThat(stream.first(2).size()).isEqualTo(2);
    assertThat(stream.first(2).drifts()).isEmpty();
  }

  @Test
  void saysWhatIsMissingOrDamaged() throws IOException {
    RealStreams streams = new RealStreams(directory);
    assertThatThrownBy(() -> streams.load("elec2"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("electricity.csv.gz");
    assertThatThrownBy(() -> streams.load("other"))
        .isInstanceOf(BenchmarkException.class)
        .hasMessageContaining("no stream other");
    write("date,price,class\n1,dear,UP\n");
    assertThatThrownBy(() -> streams.load("elec2")).hasMessageContaining("row 1: 'dear'");
  }

  @Test
  @EnabledIfEnvironmentVariable(
      named = "DRIFTLOOP_DATA",
      matches = ".+",
      disabledReason = "needs the directory of real streams")
  void readsEveryRealStream() {
    RealStreams streams = new RealStreams(Path.of(System.getenv("DRIFTLOOP_DATA")));
    for (String name : RealStreams.names()) {
      LabelledStream stream = streams.load(name);
      assertThat(stream.size()).as(name).isGreaterThan(6000);
      assertThat(stream.classes()).as(name).hasSizeBetween(2, 10);
      assertThat(stream.rows()[stream.size() - 1]).as(name).hasSameSizeAs(stream.columns());
    }
  }
}
