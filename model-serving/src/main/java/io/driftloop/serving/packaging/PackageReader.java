package io.driftloop.serving.packaging;

import com.fasterxml.jackson.core.type.TypeReference;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Normaliser;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads packages, hash first: nothing is parsed before the bytes are known to be the right ones.
 */
final class PackageReader {
  /** The largest package, in bytes. */
  private static final int LIMIT = 1 << 28;

  private PackageReader() {}

  static ModelPackage read(InputStream in, String model, ModelRef ref) throws IOException {
    byte[] zipped = in.readNBytes(LIMIT + 1);
    if (zipped.length > LIMIT) {
      throw new ModelRefusedException(
          "the package is larger than the limit of %d bytes".formatted(LIMIT));
    }
    String hash = Sha256.of(zipped);
    if (!hash.equals(ref.getSha256())) {
      throw new ModelRefusedException(
          "the package of %s %s has SHA-256 %s, expected %s"
              .formatted(model, ref.getVersion(), hash, ref.getSha256()));
    }
    Map<PackageEntry, byte[]> entries = PackageZip.inflate(zipped);
    verify(parse(entries, PackageEntry.MANIFEST, Manifest.class), model, ref, entries);
    ModelPackage content =
        new ModelPackage(card(entries, model, ref.getVersion()), network(entries));
    PackageRules.check(content);
    return content;
  }

  private static void verify(
      Manifest manifest, String model, ModelRef ref, Map<PackageEntry, byte[]> entries) {
    if (manifest.format() != Manifest.FORMAT) {
      throw new ModelRefusedException("format %d is unknown".formatted(manifest.format()));
    }
    if (!manifest.model().equals(model) || !manifest.version().equals(ref.getVersion())) {
      throw new ModelRefusedException(
          "the package is of %s %s, expected %s %s"
              .formatted(manifest.model(), manifest.version(), model, ref.getVersion()));
    }
    if (manifest.entries().size() != entries.size() - 1) {
      throw new ModelRefusedException(
          "the manifest lists %d entries, the package holds %d"
              .formatted(manifest.entries().size(), entries.size() - 1));
    }
    entries.forEach(
        (entry, bytes) -> {
          if (entry != PackageEntry.MANIFEST
              && !Manifest.Content.of(bytes).equals(manifest.entries().get(entry.path))) {
            throw new ModelRefusedException(
                "entry %s is not what the manifest says".formatted(entry.path));
          }
        });
  }

  private static ModelCard card(Map<PackageEntry, byte[]> entries, String model, String version) {
    Optional<HeldBackReference> heldBack =
        optional(entries, PackageEntry.HELD_BACK, HeldBackReference::read);
    return new ModelCard(
        model,
        version,
        parse(entries, PackageEntry.SCHEMA, FeatureSchema.class),
        optional(entries, PackageEntry.REFERENCE, ReferenceProfile::read).orElseThrow(),
        heldBack,
        optional(entries, PackageEntry.EMBEDDING, EmbeddingReference::read),
        optional(entries, PackageEntry.SKETCHES, SketchProfile::read),
        optional(entries, PackageEntry.SEGMENTS, in -> SegmentReferences.read(in, heldBack))
            .orElse(SegmentReferences.none()),
        metrics(entries.get(PackageEntry.METRICS)),
        parse(entries, PackageEntry.LINEAGE, Lineage.class));
  }

  private static Optional<NetworkParts> network(Map<PackageEntry, byte[]> entries) {
    if (!entries.containsKey(PackageEntry.NORMALISER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new NetworkParts(
              Codec.of(Normaliser.class).decode(entries.get(PackageEntry.NORMALISER)),
              new String(entries.get(PackageEntry.CONFIGURATION), StandardCharsets.UTF_8),
              entries.get(PackageEntry.COEFFICIENTS)));
    } catch (UndecodableException e) {
      throw unreadable(PackageEntry.NORMALISER, e);
    }
  }

  /** Reads what wrote itself. */
  private interface Parser<T> {
    T read(DataInput in) throws IOException;
  }

  private static <T> Optional<T> optional(
      Map<PackageEntry, byte[]> entries, PackageEntry entry, Parser<T> parser) {
    byte[] bytes = entries.get(entry);
    if (bytes == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.read(new DataInputStream(new ByteArrayInputStream(bytes))));
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(entry, e);
    }
  }

  private static Map<String, Double> metrics(byte[] bytes) {
    try {
      return Map.copyOf(
          Json.mapper().readValue(bytes, new TypeReference<Map<String, Double>>() {}));
    } catch (IOException | NullPointerException e) {
      throw unreadable(PackageEntry.METRICS, e);
    }
  }

  private static <T> T parse(Map<PackageEntry, byte[]> entries, PackageEntry entry, Class<T> type) {
    try {
      T value = Json.mapper().readValue(entries.get(entry), type);
      if (value == null) {
        throw new ModelRefusedException("entry %s is empty".formatted(entry.path));
      }
      return value;
    } catch (IOException e) {
      throw unreadable(entry, e);
    }
  }

  private static ModelRefusedException unreadable(PackageEntry entry, Exception cause) {
    return new ModelRefusedException(
        "entry %s cannot be read: %s".formatted(entry.path, cause.getMessage()), cause);
  }
}
