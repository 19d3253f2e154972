package io.driftloop.signals.unlabelled;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** The steps of an isotonic regression while adjacent violators are pooled. */
final class IsotonicBlocks {
  private final double[] lowest;
  private final double[] highest;
  private final double[] hits;
  private final double[] rows;
  private int size;

  private IsotonicBlocks(int capacity) {
    lowest = new double[capacity];
    highest = new double[capacity];
    hits = new double[capacity];
    rows = new double[capacity];
  }

  /**
   * Pools rows in the order of their scores.
   *
   * @param binRows rows that make a block before pooling; equal scores stay together
   */
  static IsotonicBlocks pool(double[] scores, boolean[] hits, int binRows) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> scores[i]))
            .mapToInt(i -> i)
            .toArray();
    IsotonicBlocks blocks = new IsotonicBlocks(scores.length);
    int from = 0;
    while (from < order.length) {
      int to = Math.min(from + binRows, order.length);
      while (to < order.length && scores[order[to]] == scores[order[to - 1]]) {
        to++;
      }
      int[] bin = Arrays.copyOfRange(order, from, to);
      long positive = Arrays.stream(bin).filter(i -> hits[i]).count();
      blocks.add(scores[order[from]], scores[order[to - 1]], positive, bin.length);
      from = to;
    }
    return blocks;
  }

  private void add(double low, double high, double positive, double count) {
    lowest[size] = low;
    highest[size] = high;
    hits[size] = positive;
    rows[size] = count;
    size++;
    while (size > 1 && hits[size - 2] * rows[size - 1] >= hits[size - 1] * rows[size - 2]) {
      size--;
      highest[size - 1] = highest[size];
      hits[size - 1] += hits[size];
      rows[size - 1] += rows[size];
    }
  }

  int size() {
    return size;
  }

  /** Both ends of every step, as the knots and values of a curve. */
  <C> C curve(BiFunction<double[], double[], C> maker) {
    double[] knots = new double[2 * size];
    double[] values = new double[2 * size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      knots[n] = lowest[i];
      values[n++] = hits[i] / rows[i];
      if (highest[i] > lowest[i]) {
        knots[n] = highest[i];
        values[n++] = hits[i] / rows[i];
      }
    }
    return maker.apply(Arrays.copyOf(knots, n), Arrays.copyOf(values, n));
  }
}
