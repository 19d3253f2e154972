package io.driftloop.benchmarks.soak;

import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.soak.Sample.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How one figure went, from sample to sample. The first quarter is left for what is loaded and
 * filled once; then the last quarter's median is held against the second's.
 *
 * @param values one a sample, in order
 */
record Course(String name, String unit, double[] values) {
  /** How much a figure may grow and is flat all the same. */
  static final double GROWTH = 0.1;

  /** What it may grow by where it is so small that a share says little: MiB, or threads. */
  static final double LEEWAY = 8;

  static List<Course> of(List<Sample> samples) {
    List<Figure> names = samples.get(0).figures();
    return IntStream.range(0, names.size())
        .mapToObj(
            i ->
                new Course(
                    names.get(i).name(),
                    names.get(i).unit(),
                    samples.stream()
                        .mapToDouble(sample -> sample.figures().get(i).value())
                        .toArray()))
        .toList();
  }

  boolean flat() {
    return late() - early() <= Math.max(LEEWAY, GROWTH * early());
  }

  private double early() {
    return median(values.length / 4, values.length / 2);
  }

  private double late() {
    return median(values.length - Math.max(1, values.length / 4), values.length);
  }

  private double median(int from, int to) {
    double[] part = Arrays.stream(values, from, Math.max(to, from + 1)).sorted().toArray();
    return part[part.length / 2];
  }

  Row row() {
    return Row.of("what", name)
        .with("unit", unit)
        .with("start", rounded(values[0]))
        .with("second quarter", rounded(early()))
        .with("last quarter", rounded(late()))
        .with("end", rounded(values[values.length - 1]))
        .with("flat", flat() ? "yes" : "NO");
  }

  private static double rounded(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
