package io.driftloop.signals.performance;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often each label met each prediction. A corrected label is a removal and an addition. Figures
 * without evidence are NaN where they have no rows, and 0 where a class was never predicted.
 */
public final class ConfusionMatrix {
  private static final int FORMAT = 1;
  private static final int MAX_CLASSES = 1_000;

  private final int classes;

  /** Label by label, predictions within. */
  private final long[] counts;

  public ConfusionMatrix(int classes) {
    if (classes < 2 || classes > MAX_CLASSES) {
      throw new IllegalArgumentException("classes are not 2 to " + MAX_CLASSES);
    }
    this.classes = classes;
    this.counts = new long[classes * classes];
  }

  public void add(int predicted, int label) {
    counts[index(predicted, label)]++;
  }

  /**
   * Takes an outcome back. A cell may fall below 0 for a while where the addition was counted in
   * another part; the merged matrix is right.
   */
  public void remove(int predicted, int label) {
    counts[index(predicted, label)]--;
  }

  public void merge(ConfusionMatrix other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException("matrices of different classes do not merge");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  private int index(int predicted, int label) {
    if (predicted < 0 || predicted >= classes || label < 0 || label >= classes) {
      throw new IllegalArgumentException(
          "prediction %d or label %d is none of %d classes".formatted(predicted, label, classes));
    }
    return label * classes + predicted;
  }

  public int classes() {
    return classes;
  }

  public long rows() {
    return LongStream.of(counts).sum();
  }

  public long count(int predicted, int label) {
    return counts[index(predicted, label)];
  }

  /** Rows predicted right. */
  public long hits() {
    return IntStream.range(0, classes).mapToLong(i -> count(i, i)).sum();
  }

  /** Share of rows predicted right, with Wilson's interval. */
  public Estimate accuracy(double confidence) {
    return Intervals.share(hits(), rows(), confidence);
  }

  /** Of the rows predicted as this class, the share that is it; 0 where there are none. */
  public double precision(int category) {
    return share(count(category, category), predictions(category));
  }

  /** Of the rows of this class, the share predicted as it; 0 where there are none. */
  public double recall(int category) {
    return share(count(category, category), labels(category));
  }

  /** Harmonic mean of precision and recall; 0 where both are. */
  public double f1(int category) {
    return share(2 * count(category, category), predictions(category) + labels(category));
  }

  public double macroPrecision() {
    return mean(this::precision, false);
  }

  public double macroRecall() {
    return mean(this::recall, false);
  }

  public double macroF1() {
    return mean(this::f1, false);
  }

  /** Mean recall of the classes that have labels. */
  public double balancedAccuracy() {
    return mean(this::recall, true);
  }

  private double mean(IntToDoubleFunction figure, boolean labelledOnly) {
    return IntStream.range(0, classes)
        .filter(i -> labels(i) > 0 || (!labelledOnly && predictions(i) > 0))
        .mapToDouble(figure)
        .average()
        .orElse(Double.NaN);
  }

  /** Rows predicted as this class. */
  public long predictions(int category) {
    return IntStream.range(0, classes).mapToLong(label -> count(category, label)).sum();
  }

  /** Rows labelled as this class. */
  public long labels(int category) {
    return IntStream.range(0, classes).mapToLong(predicted -> count(predicted, category)).sum();
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(classes);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no matrix of a known format
   */
  public static ConfusionMatrix read(DataInput in) throws IOException {
    byte format = in.readByte();
    int classes = format == FORMAT ? Wire.readSize(in, MAX_CLASSES) : 0;
    if (classes < 2) {
      throw new IOException("confusion matrix format %d is unknown".formatted(format));
    }
    ConfusionMatrix matrix = new ConfusionMatrix(classes);
    for (int i = 0; i < matrix.counts.length; i++) {
      matrix.counts[i] = in.readLong();
    }
    return matrix;
  }
}
