package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sketch library reaches into the JVM: it must do without options, and without a word. */
class PlainJvmTest {

  @Test
  void needsNoOptionsAndWarnsOfNothing() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PlainJvmTest.class.getName());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).isEqualTo("sketched 10000 rows" + System.lineSeparator());
  }

  /** Fills, writes, reads and merges a sketch of each kind. */
  public static void main(String[] arguments) throws IOException {
    SketchProfile profile =
        SketchProfile.empty(List.of(Bins.ofQuantiles(new float[0], 2), Bins.ofCategories(9)));
    for (int i = 0; i < 5_000; i++) {
      profile.add(new float[] {i, i});
    }
    byte[] bytes = Samples.bytes(profile::write);
    profile.merge(SketchProfile.read(Samples.input(bytes)));
    System.out.println("sketched " + profile.rows() + " rows");
  }
}
