package io.driftloop.console.page;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its oldest entry when it is full, so that a page can run for months. */
final class Bounded<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1L;

  private final int capacity;

  Bounded(int capacity) {
    this.capacity = capacity;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > capacity;
  }
}
