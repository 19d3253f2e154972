package io.driftloop.signals.sketch;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.Range;
import java.util.TreeSet;

/** Bins of about equal counts from a sketch, by the rules of {@link Bins#ofQuantiles}. */
final class QuantileBins {
  private QuantileBins() {}

  static Bins of(QuantileSketch numbers, int wanted) {
    if (wanted < 2) {
      throw new IllegalArgumentException("at least 2 bins are needed to see a shift");
    }
    TreeSet<Float> edges = new TreeSet<>();
    for (int i = 1; i < wanted && numbers.count() > 0; i++) {
      float edge = numbers.quantile((double) i / wanted);
      edges.add(edge);
      if (Math.round(numbers.mass(edge) * numbers.count()) * wanted > numbers.count()) {
        edges.add(Math.nextDown(edge));
      }
    }
    float[] array = new float[edges.size()];
    int i = 0;
    for (float edge : edges) {
      array[i++] = edge;
    }
    return Bins.ofEdges(array, range(numbers));
  }

  static Range range(QuantileSketch numbers) {
    return numbers.count() == 0
        ? Range.UNKNOWN
        : Range.ofQuartiles(
            numbers.min(), numbers.quantile(0.25), numbers.quantile(0.75), numbers.max());
  }
}
