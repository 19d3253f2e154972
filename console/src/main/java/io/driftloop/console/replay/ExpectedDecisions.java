package io.driftloop.console.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which windows must be decided on, because a version answered or labels came in them, and which
 * were. Windows do not overlap and are aligned to the epoch.
 */
final class ExpectedDecisions {
  /** The source of decisions on what was predicted. */
  static final String DATA = "data";

  /** The source of decisions on what turned out to be true. */
  static final String LABELS = "labels";

  private final long window;
  private final TreeSet<Key> open = new TreeSet<>();
  private final Set<Key> decided = new HashSet<>();

  /** One evaluation of one version's window. */
  record Key(long windowEnd, String source, String version) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byEnd = Long.compare(windowEnd, other.windowEnd);
      int bySource = source.compareTo(other.source);
      return byEnd != 0 ? byEnd : bySource != 0 ? bySource : version.compareTo(other.version);
    }
  }

  /**
   * Nothing expected yet.
   *
   * @param window length of a window in milliseconds
   */
  ExpectedDecisions(long window) {
    this.window = window;
  }

  /** The end, exclusive, of the window that holds a time. */
  long windowEnd(long time) {
    return Math.floorDiv(time, window) * window + window;
  }

  /** A version has a record in the window of this time. */
  void expect(String source, String version, long time) {
    Key key = new Key(windowEnd(time), source, version);
    if (!decided.contains(key)) {
      open.add(key);
    }
  }

  void decided(String source, String version, long windowEnd) {
    Key key = new Key(windowEnd, source, version);
    decided.add(key);
    open.remove(key);
  }

  /** Evaluations of windows up to this end that were not decided on yet, oldest first. */
  List<Key> missing(long windowEnd) {
    return open.stream().takeWhile(key -> key.windowEnd <= windowEnd).toList();
  }
}
