package io.driftloop.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The generated class of every schema file, so that no test forgets one. */
public final class RecordTypes {
  private RecordTypes() {}

  public static List<Class<? extends SpecificRecord>> all() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      return files.sorted().map(RecordTypes::generated).toList();
    }
  }

  private static Class<? extends SpecificRecord> generated(Path file) {
    String name = file.getFileName().toString().replace(".avsc", "");
    try {
      return Class.forName("io.driftloop.schemas." + name).asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class was generated from " + file, e);
    }
  }
}
