package io.driftloop.signals.sample;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows with the smallest hashes: a uniform sample of bounded size (Cohen, Kaplan 2007) that
 * does not depend on the order of rows, so that merging two equals one pass over the rows of both.
 * A hash counts once. Where rows of one hash differ, the greatest stays.
 */
public final class BottomK<R> {
  private final int capacity;
  private final Comparator<? super R> order;
  private final TreeMap<Long, R> rows = new TreeMap<>();

  /**
   * Without rows yet.
   *
   * @param capacity rows kept, at least 1
   * @param order decides between rows of one hash
   */
  public BottomK(int capacity, Comparator<? super R> order) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a sample keeps at least one row");
    }
    this.capacity = capacity;
    this.order = order;
  }

  /** Whether a row of this hash would be kept: lets a caller spare the making of one. */
  public boolean keeps(long hash) {
    return rows.size() < capacity || hash <= rows.lastKey();
  }

  public void add(long hash, R row) {
    if (!keeps(hash)) {
      return;
    }
    rows.merge(hash, row, (a, b) -> order.compare(a, b) >= 0 ? a : b);
    if (rows.size() > capacity) {
      rows.pollLastEntry();
    }
  }

  public void merge(BottomK<R> other) {
    if (other.capacity != capacity) {
      throw new IllegalArgumentException("samples of other capacities do not merge");
    }
    other.rows.forEach(this::add);
  }

  public int capacity() {
    return capacity;
  }

  public int size() {
    return rows.size();
  }

  /** The rows by ascending hash. */
  public Collection<R> rows() {
    return Collections.unmodifiableCollection(rows.values());
  }

  /** The rows with their hashes, ascending. */
  public Map<Long, R> byHash() {
    return Collections.unmodifiableMap(rows);
  }
}
