package io.driftloop.console.page;

import io.driftloop.schemas.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One measurement over time: a point a window, in the order of event time whatever the order of
 * arrival, and the same point once however often its signal comes. A window that two versions share
 * because they were swapped within it shows their mean, weighted by rows. Keeps the newest windows
 * up to its capacity.
 */
final class Series {
  private final int capacity;
  private final TreeMap<Long, TreeMap<String, Point>> windows = new TreeMap<>();

  /**
   * A window's value.
   *
   * @param windowEnd end of the window, exclusive, in milliseconds of event time
   * @param reference the reference's value; null where there is none
   * @param threshold the bound that the value was held against; null where nothing was judged
   */
  record Point(
      long windowEnd,
      long rows,
      double value,
      Double reference,
      Double threshold,
      boolean breached) {}

  Series(int capacity) {
    this.capacity = capacity;
  }

  void put(Signal signal) {
    Point point =
        new Point(
            signal.getWindowEnd(),
            signal.getSampleCount(),
            signal.getValue(),
            signal.getReference(),
            signal.getThreshold(),
            signal.getBreached());
    windows
        .computeIfAbsent(point.windowEnd(), end -> new TreeMap<>())
        .put(signal.getModelVersion(), point);
    while (windows.size() > capacity) {
      windows.pollFirstEntry();
    }
  }

  /** Every window's point, oldest first. */
  List<Point> points() {
    List<Point> points = new ArrayList<>(windows.size());
    windows.values().forEach(versions -> points.add(merged(versions.values())));
    return points;
  }

  Optional<Point> last() {
    return windows.isEmpty()
        ? Optional.empty()
        : Optional.of(merged(windows.lastEntry().getValue().values()));
  }

  private static Point merged(Collection<Point> points) {
    Point first = points.iterator().next();
    if (points.size() == 1) {
      return first;
    }
    return new Point(
        first.windowEnd(),
        points.stream().mapToLong(Point::rows).sum(),
        mean(points, Point::value),
        mean(points, Point::reference),
        mean(points, Point::threshold),
        points.stream().anyMatch(Point::breached));
  }

  /** The mean weighted by rows over the points that have the figure; null where none has it. */
  private static Double mean(Collection<Point> points, Function<Point, Double> figure) {
    double sum = 0;
    double rows = 0;
    for (Point point : points) {
      Double value = figure.apply(point);
      if (value != null) {
        double weight = Math.max(1, point.rows());
        sum += weight * value;
        rows += weight;
      }
    }
    return rows == 0 ? null : sum / rows;
  }
}
