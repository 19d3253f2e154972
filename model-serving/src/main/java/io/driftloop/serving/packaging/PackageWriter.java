package io.driftloop.serving.packaging;

import io.driftloop.schemas.Normaliser;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.serving.ModelCard;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes packages: entries in a fixed order and with a fixed time, the manifest first. */
final class PackageWriter {
  /** The earliest time that a zip can hold. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private PackageWriter() {}

  static void write(ModelPackage content, OutputStream out) throws IOException {
    Map<PackageEntry, byte[]> entries = entries(content);
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<PackageEntry, byte[]> entry : entries.entrySet()) {
        ZipEntry header = new ZipEntry(entry.getKey().path);
        header.setTimeLocal(TIME);
        zip.putNextEntry(header);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }

  private static Map<PackageEntry, byte[]> entries(ModelPackage content) throws IOException {
    ModelCard card = content.card();
    Map<PackageEntry, byte[]> entries = new EnumMap<>(PackageEntry.class);
    entries.put(PackageEntry.SCHEMA, Json.mapper().writeValueAsBytes(card.schema()));
    entries.put(PackageEntry.REFERENCE, bytes(card.reference()::write));
    if (card.heldBack().isPresent()) {
      entries.put(PackageEntry.HELD_BACK, bytes(card.heldBack().get()::write));
    }
    if (card.embedding().isPresent()) {
      entries.put(PackageEntry.EMBEDDING, bytes(card.embedding().get()::write));
    }
    if (card.sketches().isPresent()) {
      entries.put(PackageEntry.SKETCHES, bytes(card.sketches().get()::write));
    }
    if (!card.segments().all().isEmpty()) {
      entries.put(PackageEntry.SEGMENTS, bytes(card.segments()::write));
    }
    entries.put(PackageEntry.METRICS, Json.mapper().writeValueAsBytes(card.metrics()));
    entries.put(PackageEntry.LINEAGE, Json.mapper().writeValueAsBytes(card.lineage()));
    if (content.network().isPresent()) {
      NetworkParts network = content.network().get();
      entries.put(PackageEntry.NORMALISER, Codec.of(Normaliser.class).encode(network.normaliser()));
      entries.put(
          PackageEntry.CONFIGURATION, network.configuration().getBytes(StandardCharsets.UTF_8));
      entries.put(PackageEntry.COEFFICIENTS, network.coefficients());
    }
    entries.put(PackageEntry.MANIFEST, manifest(card, entries));
    return entries;
  }

  /** What writes itself. */
  private interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static byte[] manifest(ModelCard card, Map<PackageEntry, byte[]> entries)
      throws IOException {
    Map<String, Manifest.Content> contents = new LinkedHashMap<>();
    entries.forEach((entry, bytes) -> contents.put(entry.path, Manifest.Content.of(bytes)));
    return Json.mapper()
        .writeValueAsBytes(new Manifest(Manifest.FORMAT, card.model(), card.version(), contents));
  }
}
