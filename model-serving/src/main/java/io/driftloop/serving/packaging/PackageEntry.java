package io.driftloop.serving.packaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that a package may hold, in the order in which it is written, each with the size that
 * it must not exceed once inflated.
 */
enum PackageEntry {
  MANIFEST("manifest.json", 1 << 16, true),
  SCHEMA("feature-schema.json", 1 << 24, true),
  REFERENCE("reference-profile.bin", 1 << 26, true),
  METRICS("metrics.json", 1 << 20, true),
  LINEAGE("lineage.json", 1 << 16, true),
  NORMALISER("normaliser.avro", 1 << 24, false),
  CONFIGURATION("network/configuration.json", 1 << 22, false),
  COEFFICIENTS("network/coefficients.bin", 1 << 28, false);

  final String path;
  final int limit;

  /** Whether every package has it; the others come together or not at all. */
  final boolean always;

  PackageEntry(String path, int limit, boolean always) {
    this.path = path;
    this.limit = limit;
    this.always = always;
  }

  static Optional<PackageEntry> of(String path) {
    return Arrays.stream(values()).filter(entry -> entry.path.equals(path)).findFirst();
  }
}
