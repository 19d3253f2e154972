package io.driftloop.serving.packaging;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that a package may hold, in the order in which it is written, each with the size that
 * it must not exceed once inflated.
 */
enum PackageEntry {
  MANIFEST("manifest.json", 1 << 16, Presence.ALWAYS),
  SCHEMA("feature-schema.json", 1 << 24, Presence.ALWAYS),
  REFERENCE("reference-profile.bin", 1 << 26, Presence.ALWAYS),
  HELD_BACK("held-back-reference.bin", 1 << 26, Presence.WITH_LABELS),
  EMBEDDING("embedding-reference.bin", 1 << 26, Presence.OPTIONAL),
  SKETCHES("sketches.bin", 1 << 26, Presence.OPTIONAL),
  SEGMENTS("segment-references.bin", 1 << 26, Presence.OPTIONAL),
  METRICS("metrics.json", 1 << 20, Presence.ALWAYS),
  LINEAGE("lineage.json", 1 << 16, Presence.ALWAYS),
  NORMALISER("normaliser.avro", 1 << 24, Presence.WITH_NETWORK),
  CONFIGURATION("network/configuration.json", 1 << 22, Presence.WITH_NETWORK),
  COEFFICIENTS("network/coefficients.bin", 1 << 28, Presence.WITH_NETWORK);

  /** When a package has an entry. */
  enum Presence {
    ALWAYS,
    /** Where rows with labels were at hand. */
    WITH_LABELS,
    /** Where it was asked for. */
    OPTIONAL,
    /** All of these or none. */
    WITH_NETWORK
  }

  final String path;
  final int limit;

  final Presence presence;

  PackageEntry(String path, int limit, Presence presence) {
    this.path = path;
    this.limit = limit;
    this.presence = presence;
  }

  static Optional<PackageEntry> of(String path) {
    return Arrays.stream(values()).filter(entry -> entry.path.equals(path)).findFirst();
  }
}
