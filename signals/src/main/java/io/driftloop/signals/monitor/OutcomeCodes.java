package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.slices.Predicate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The codes by which the search for slices knows a row: its first few segments by name, then the
 * bins of the first few features. A segment's code is of name and value, so that it means the same
 * wherever a row was read.
 */
final class OutcomeCodes {
  /** Segments of a row that are looked at. */
  static final int SEGMENTS = 4;

  /** Codes a row. */
  static final int WIDTH = 16;

  private OutcomeCodes() {}

  /** A row's segments as name=value, by name. */
  static List<String> segments(Map<String, String> segments) {
    return new TreeMap<>(segments)
        .entrySet().stream()
            .limit(SEGMENTS)
            .map(segment -> segment.getKey() + "=" + segment.getValue())
            .toList();
  }

  /**
   * A row's codes; below 0 where it has none.
   *
   * @param segments of {@link #segments}
   */
  static int[] of(ReferenceProfile reference, List<String> segments, float[] features) {
    int[] codes = new int[WIDTH];
    Arrays.fill(codes, -1);
    for (int i = 0; i < segments.size(); i++) {
      codes[i] = OutcomeGroups.code(segments.get(i));
    }
    int binned = Math.min(WIDTH - SEGMENTS, Math.min(features.length, reference.bins().size()));
    for (int i = 0; i < binned; i++) {
      codes[SEGMENTS + i] = reference.bins().get(i).indexOf(features[i]);
    }
    return codes;
  }

  /** A condition in words, such as country=nl or price in (2.5, 7.1]. */
  static String words(OutcomeReference reference, OutcomeGroups groups, Predicate predicate) {
    if (predicate.feature() < SEGMENTS) {
      return groups.name(predicate.code()).orElse("segment " + predicate.code());
    }
    int feature = predicate.feature() - SEGMENTS;
    String name = reference.profile().names().get(feature);
    Bins bins = reference.profile().bins().get(feature);
    int bin = predicate.code();
    if (bin == bins.missing()) {
      return name + " missing";
    }
    if (bin == bins.unseen()) {
      return name + " unseen";
    }
    if (bins.categorical()) {
      List<String> categories = reference.categories().get(feature);
      return name + "=" + (bin < categories.size() ? categories.get(bin) : String.valueOf(bin));
    }
    return number(name, bins.edges(), bin);
  }

  private static String number(String name, float[] edges, int bin) {
    if (edges.length == 0) {
      return name + " present";
    }
    if (bin == 0) {
      return name + " <= " + edges[0];
    }
    return bin == edges.length
        ? name + " > " + edges[bin - 1]
        : "%s in (%s, %s]".formatted(name, edges[bin - 1], edges[bin]);
  }
}
