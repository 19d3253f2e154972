package io.driftloop.schemas.codec;

import io.driftloop.schemas.RecordTypes;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Keeps the schemas of a release, whose records later ones must read. For whoever releases; the
 * release must then be listed in {@link PreviousSchemas}:
 *
 * <pre>mvn -pl schemas test -Dtest=WriteSchemas -Dschemas.release=0.1.0</pre>
 */
@EnabledIfSystemProperty(named = "schemas.release", matches = ".+")
class WriteSchemas {
  static final Path FOLDER = Path.of("src/main/resources/io/driftloop/schemas/previous");

  @Test
  void write() throws Exception {
    Path release = Files.createDirectories(FOLDER.resolve(System.getProperty("schemas.release")));
    for (Class<? extends SpecificRecord> type : RecordTypes.all()) {
      Files.writeString(
          release.resolve(type.getSimpleName() + ".avsc"),
          SpecificData.get().getSchema(type).toString(true) + "\n");
    }
  }
}
