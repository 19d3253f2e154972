package io.driftloop.jobs.scoring;

import io.driftloop.schemas.row.RequestRow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Requests for models of which no version serves yet, in the order in which they came: a request
 * and the descriptor of its model come from different topics, and either may be first.
 */
final class WaitingRows {
  private final int capacity;
  private final ArrayDeque<Waiting> rows = new ArrayDeque<>();

  private record Waiting(RequestRow row, long until) {}

  WaitingRows(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Takes a request in.
   *
   * @param until processing time at which it stops waiting, in milliseconds
   * @return false where there is no room
   */
  boolean add(RequestRow row, long until) {
    return rows.size() < capacity && rows.add(new Waiting(row, until));
  }

  int size() {
    return rows.size();
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** When the first request stops waiting. There must be one. */
  long firstDeadline() {
    return rows.getFirst().until();
  }

  /** Gives away the requests of a model. */
  void release(String model, Consumer<RequestRow> out) {
    Iterator<Waiting> all = rows.iterator();
    List<RequestRow> released = new ArrayList<>();
    while (all.hasNext()) {
      RequestRow row = all.next().row();
      if (row.model.equals(model)) {
        all.remove();
        released.add(row);
      }
    }
    released.forEach(out);
  }

  /** Gives away the requests that have waited long enough. */
  void expire(long now, Consumer<RequestRow> out) {
    while (!rows.isEmpty() && rows.getFirst().until() <= now) {
      out.accept(rows.removeFirst().row());
    }
  }

  List<RequestRow> all() {
    return rows.stream().map(Waiting::row).toList();
  }
}
