package io.driftloop.console.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lays series out as the aligned columns that a chart draws. */
final class Columns {
  private Columns() {}

  static PageState.Accuracy accuracy(List<Series.Point> loop, List<Series.Point> frozen) {
    Map<Long, Series.Point> loopByTime = byTime(loop);
    Map<Long, Series.Point> frozenByTime = byTime(frozen);
    TreeSet<Long> times = new TreeSet<>(loopByTime.keySet());
    times.addAll(frozenByTime.keySet());
    List<Long> time = List.copyOf(times);
    return new PageState.Accuracy(
        time,
        column(time, loopByTime, Series.Point::value),
        column(time, frozenByTime, Series.Point::value),
        column(time, loopByTime, Series.Point::threshold));
  }

  /** The band reaches as far above the reference as below it: a collapse has two directions. */
  static PageState.Confidence confidence(List<Series.Point> points) {
    Map<Long, Series.Point> byTime = byTime(points);
    List<Long> time = List.copyOf(byTime.keySet());
    return new PageState.Confidence(
        time,
        column(time, byTime, Series.Point::value),
        column(time, byTime, Series.Point::reference),
        column(time, byTime, point -> bound(point, -1)),
        column(time, byTime, point -> bound(point, 1)));
  }

  private static Double bound(Series.Point point, int sign) {
    if (point.reference() == null || point.threshold() == null) {
      return null;
    }
    return point.reference() + sign * Math.abs(point.threshold() - point.reference());
  }

  private static Map<Long, Series.Point> byTime(List<Series.Point> points) {
    return points.stream()
        .collect(
            Collectors.toMap(
                Series.Point::windowEnd, Function.identity(), (a, b) -> b, TreeMap::new));
  }

  private static List<Double> column(
      List<Long> time, Map<Long, Series.Point> points, Function<Series.Point, Double> figure) {
    List<Double> column = new ArrayList<>(time.size());
    for (long at : time) {
      Series.Point point = points.get(at);
      column.add(point == null ? null : PageState.finite(figure.apply(point)));
    }
    return Collections.unmodifiableList(column);
  }
}
