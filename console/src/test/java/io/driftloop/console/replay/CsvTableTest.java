package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.console.ConsoleException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir Path directory;

  @Test
  void plainAndPackedFilesAreTheSame() throws IOException {
    String text = "a,\"b, quoted\",c\r\n1, 2 ,\"x \"\"y\"\"\"\r\n";
    Path plain = Files.writeString(directory.resolve("plain.csv"), text);
    Path packed = directory.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    for (Path file : new Path[] {plain, packed}) {
      CsvTable table = CsvTable.read(file);
      assertThat(table.columns()).containsExactly("a", "b, quoted", "c");
      assertThat(table.rows()).hasSize(1);
      assertThat(table.rows().get(0)).containsExactly("1", "2", "x \"y\"");
    }
  }

  @Test
  void whatIsNoTableIsNamed() throws IOException {
    assertThatThrownBy(() -> CsvTable.read(directory.resolve("missing.csv")))
        .isInstanceOf(ConsoleException.class)
        .hasMessageStartingWith("cannot read the file");
    Path ragged = Files.writeString(directory.resolve("ragged.csv"), "a,b\n1,2\n3\n");
    assertThatThrownBy(() -> CsvTable.read(ragged))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("row 2: 1 cells where the header has 2");
    Path empty = Files.writeString(directory.resolve("empty.csv"), "a,b\n");
    assertThatThrownBy(() -> CsvTable.read(empty)).hasMessageEndingWith("has no rows");
    Path twice = Files.writeString(directory.resolve("twice.csv"), "a,a\n1,2\n");
    assertThatThrownBy(() -> CsvTable.read(twice))
        .isInstanceOf(ConsoleException.class)
        .hasMessageContaining("is no CSV table");
  }
}
