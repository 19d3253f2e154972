package io.driftloop.schemas.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * The schemas that earlier releases wrote with. A record carries the fingerprint of its schema
 * only, and topics keep records for years: without these, an upgrade would find its own history
 * undecodable.
 */
final class PreviousSchemas {
  /** Each has a folder beside this class's resources, with the schemas it had. */
  static final List<String> RELEASES = List.of("0.1.0-preview");

  private static final String FOLDER = "/io/driftloop/schemas/previous/";
  private static final Map<Class<?>, List<Schema>> LOADED = new ConcurrentHashMap<>();

  private PreviousSchemas() {}

  /** All of a record's type; empty for one that no release had. */
  static List<Schema> of(Class<?> type) {
    return LOADED.computeIfAbsent(type, PreviousSchemas::load);
  }

  private static List<Schema> load(Class<?> type) {
    List<Schema> schemas = new ArrayList<>();
    for (String release : RELEASES) {
      String file = FOLDER + release + "/" + type.getSimpleName() + ".avsc";
      try (InputStream in = PreviousSchemas.class.getResourceAsStream(file)) {
        if (in != null) {
          schemas.add(new Schema.Parser().parse(in));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(file + " is not readable", e);
      }
    }
    return List.copyOf(schemas);
  }
}
