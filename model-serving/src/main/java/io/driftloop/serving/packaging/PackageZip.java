package io.driftloop.serving.packaging;

import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.packaging.PackageEntry.Presence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Inflates a package's entries in memory: only known ones, each once and within its limit. */
final class PackageZip {
  private PackageZip() {}

  static Map<PackageEntry, byte[]> inflate(byte[] zipped) {
    Map<PackageEntry, byte[]> entries = new EnumMap<>(PackageEntry.class);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      ZipEntry header;
      while ((header = zip.getNextEntry()) != null) {
        PackageEntry entry = known(header.getName());
        if (entries.put(entry, content(zip, entry)) != null) {
          throw new ModelRefusedException("entry %s is there twice".formatted(entry.path));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelRefusedException("the package is no readable zip: " + e.getMessage(), e);
    }
    requireComplete(entries);
    return entries;
  }

  private static PackageEntry known(String name) {
    if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
      throw new ModelRefusedException("entry '%s' leads out of the package".formatted(name));
    }
    return PackageEntry.of(name)
        .orElseThrow(
            () -> new ModelRefusedException("entry '%s' is not on the list".formatted(name)));
  }

  /** Never trusts the size in the header: inflating itself stops one byte beyond the limit. */
  private static byte[] content(ZipInputStream zip, PackageEntry entry) throws IOException {
    byte[] bytes = zip.readNBytes(entry.limit + 1);
    if (bytes.length > entry.limit) {
      throw new ModelRefusedException(
          "entry %s is larger than its limit of %d bytes".formatted(entry.path, entry.limit));
    }
    return bytes;
  }

  private static void requireComplete(Map<PackageEntry, byte[]> entries) {
    boolean network =
        entries.keySet().stream().anyMatch(entry -> entry.presence == Presence.WITH_NETWORK);
    for (PackageEntry entry : PackageEntry.values()) {
      boolean needed =
          entry.presence == Presence.ALWAYS || (network && entry.presence == Presence.WITH_NETWORK);
      if (needed && !entries.containsKey(entry)) {
        throw new ModelRefusedException("entry %s is missing".formatted(entry.path));
      }
    }
  }
}
