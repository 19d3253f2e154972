package io.driftloop.signals.detector;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adaptive windowing: alarms where some cut of the window has means on its sides that differ by
 * more than chance (Bifet, Gavaldà 2007, the variant ADWIN2). The window is kept as sums of 1, 2,
 * 4, … values, so that its memory grows with the logarithm of its length.
 */
public final class Adwin implements ChangeDetector {
  private static final int FORMAT = 1;
  private static final int MAX_ROWS = 62;
  private static final int MAX_BUCKETS = 1_000;

  /** The share of a sum that one addition may lose. */
  private static final double ROUNDING = Math.ulp(0.5);

  /**
   * The method's parameters.
   *
   * @param delta confidence, the bound of a check's false alarms
   * @param clock values between two checks
   * @param buckets sums kept of each size (the paper's M)
   * @param minimumSide fewest values on each side of a cut
   * @param gracePeriod no check before more values than these
   */
  public record Parameters(double delta, int clock, int buckets, int minimumSide, int gracePeriod) {
    public static final Parameters DEFAULT = new Parameters(0.002, 32, 5, 5, 10);

    public Parameters {
      Check.probability(delta, "delta");
      Check.that(clock > 0, "clock is below 1");
      Check.that(buckets > 1 && buckets <= MAX_BUCKETS, "buckets are not 2 to 1000");
      Check.that(minimumSide > 0, "the minimum side is below 1");
      Check.that(gracePeriod >= 1, "the grace period is below 1");
    }
  }

  private final Parameters parameters;

  /** Row i holds sums of 2^i values, oldest first; the last row is the oldest. */
  private final List<double[]> rows = new ArrayList<>();

  private long width;
  private double total;
  private double squaredDeviations;

  public Adwin(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    insert(Check.bounded(value));
    boolean due = width % parameters.clock == 0 && width > parameters.gracePeriod;
    if (!due || !hasCut()) {
      return ChangeLevel.NONE;
    }
    rows.clear();
    width = 0;
    total = 0;
    squaredDeviations = 0;
    return ChangeLevel.CHANGE;
  }

  /** Values in the window. */
  public long width() {
    return width;
  }

  /** Sums that stand for the window. */
  public int buckets() {
    return rows.stream().mapToInt(row -> row.length).sum();
  }

  private void insert(double value) {
    width++;
    if (width > 1) {
      double deviation = value - total / (width - 1);
      squaredDeviations += (width - 1.0) * deviation * deviation / width;
    }
    total += value;
    double carried = value;
    for (int i = 0; ; i++) {
      if (i == rows.size()) {
        rows.add(new double[0]);
      }
      double[] row = rows.get(i);
      double[] grown = Arrays.copyOf(row, row.length + 1);
      grown[row.length] = carried;
      if (grown.length <= parameters.buckets) {
        rows.set(i, grown);
        return;
      }
      carried = grown[0] + grown[1];
      rows.set(i, Arrays.copyOfRange(grown, 2, grown.length));
    }
  }

  private boolean hasCut() {
    double older = 0;
    double olderTotal = 0;
    for (int i = rows.size() - 1; i >= 0; i--) {
      for (double sum : rows.get(i)) {
        older += 1L << i;
        olderTotal += sum;
        if (differs(older, olderTotal, width - older, total - olderTotal)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean differs(double n0, double total0, double n1, double total1) {
    if (n0 < parameters.minimumSide || n1 < parameters.minimumSide) {
      return false;
    }
    double reciprocal =
        1 / (n0 - parameters.minimumSide + 1) + 1 / (n1 - parameters.minimumSide + 1);
    double logarithm = Math.log(2 * Math.log(width) / parameters.delta);
    double margin =
        Math.sqrt(2 * reciprocal * (squaredDeviations / width) * logarithm)
            + 2.0 / 3 * logarithm * reciprocal;
    double rounding = ROUNDING * width * (Math.abs(total0) + Math.abs(total1)) / Math.min(n0, n1);
    return Math.abs(total0 / n0 - total1 / n1) > margin + rounding;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(parameters.delta);
    out.writeInt(parameters.clock);
    out.writeInt(parameters.buckets);
    out.writeInt(parameters.minimumSide);
    out.writeInt(parameters.gracePeriod);
    out.writeLong(width);
    out.writeDouble(total);
    out.writeDouble(squaredDeviations);
    out.writeInt(rows.size());
    for (double[] row : rows) {
      out.writeInt(row.length);
      for (double sum : row) {
        out.writeDouble(sum);
      }
    }
  }

  static Adwin read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    Adwin adwin =
        new Adwin(
            new Parameters(
                in.readDouble(), in.readInt(), in.readInt(), in.readInt(), in.readInt()));
    adwin.width = Wire.readCount(in);
    adwin.total = Check.finite(in);
    adwin.squaredDeviations = Check.finite(in);
    int size = Wire.readSize(in, MAX_ROWS);
    long values = 0;
    for (int i = 0; i < size; i++) {
      double[] row = new double[Wire.readSize(in, adwin.parameters.buckets)];
      for (int j = 0; j < row.length; j++) {
        row[j] = Check.finite(in);
      }
      adwin.rows.add(row);
      values += (long) row.length << i;
    }
    if (values != adwin.width || adwin.squaredDeviations < 0) {
      throw new IOException("an ADWIN window does not add up");
    }
    return adwin;
  }
}
