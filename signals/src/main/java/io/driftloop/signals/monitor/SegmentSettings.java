package io.driftloop.signals.monitor;

import java.io.Serializable;
import java.util.List;

/**
 * By what rows are compared beside the whole, such as a country.
 *
 * @param names the segments' names; empty for none
 * @param mostValues values of a name that count, those with most training rows first
 */
public record SegmentSettings(List<String> names, int mostValues) implements Serializable {
  /** Values of a name that count where nobody says otherwise. */
  private static final int DEFAULT_VALUES = 20;

  public SegmentSettings {
    names = List.copyOf(names);
    if (mostValues < 1) {
      throw new IllegalArgumentException("%d values of a segment".formatted(mostValues));
    }
  }

  /** Only the whole is measured. */
  public static SegmentSettings none() {
    return new SegmentSettings(List.of(), DEFAULT_VALUES);
  }

  /** Whether a segment, as name=value, is of a declared name. */
  public boolean declares(String segment) {
    return names.stream().anyMatch(name -> segment.startsWith(SegmentReferences.word(name, "")));
  }

  /** Whether there is any. */
  public boolean declared() {
    return !names.isEmpty();
  }
}
