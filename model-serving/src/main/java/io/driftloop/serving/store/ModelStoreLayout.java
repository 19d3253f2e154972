package io.driftloop.serving.store;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.packaging.Json;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names and descriptors of a {@link ModelStore}, the same on every file system. A package's file
 * name holds the start of its hash, so that replacing a version never touches a file that somebody
 * may be reading: only the descriptor changes, at once.
 */
public final class ModelStoreLayout {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final String DESCRIPTOR = ".json";
  private static final int HASH_CHARACTERS = 12;

  private ModelStoreLayout() {}

  /** Whether a text may name a model or a version: it then is a plain file name everywhere. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.contains("..");
  }

  /**
   * Refuses texts that are no name, such as ones that lead out of the store.
   *
   * @return the text
   * @throws IllegalArgumentException naming it
   */
  public static String requireName(String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          "'%s' cannot name a model or a version: letters, digits, '.', '_' and '-' can"
              .formatted(text));
    }
    return text;
  }

  /** The file name of a version's package. */
  public static String packageName(String version, String sha256) {
    return "%s-%s.zip".formatted(requireName(version), sha256.substring(0, HASH_CHARACTERS));
  }

  /** The file name of a version's descriptor. */
  public static String descriptorName(String version) {
    return requireName(version) + DESCRIPTOR;
  }

  /** The version whose descriptor has this file name; empty where it is no descriptor. */
  public static Optional<String> versionOf(String fileName) {
    if (!fileName.endsWith(DESCRIPTOR)) {
      return Optional.empty();
    }
    String version = fileName.substring(0, fileName.length() - DESCRIPTOR.length());
    return isName(version) ? Optional.of(version) : Optional.empty();
  }

  /** A descriptor's bytes. */
  public static byte[] encode(ModelRef ref) throws IOException {
    return Json.mapper()
        .writeValueAsBytes(
            new Descriptor(
                ref.getVersion(),
                ref.getUri(),
                ref.getSha256(),
                Objects.requireNonNullElse(ref.getSignature(), "")));
  }

  /**
   * The descriptor in {@code bytes}.
   *
   * @throws IOException where they are none
   */
  public static ModelRef decode(byte[] bytes) throws IOException {
    Descriptor descriptor = Json.mapper().readValue(bytes, Descriptor.class);
    return new ModelRef(
        descriptor.version,
        descriptor.uri,
        descriptor.sha256,
        descriptor.signature.isEmpty() ? null : descriptor.signature);
  }

  /** A {@link ModelRef} as JSON; the signature is empty where there is none. */
  private record Descriptor(String version, String uri, String sha256, String signature) {}
}
