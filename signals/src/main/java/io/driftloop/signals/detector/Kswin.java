package io.driftloop.signals.detector;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Kolmogorov–Smirnov windowing: alarms where the newest values and a random sample of the same size
 * from the older ones of a sliding window differ by the exact two-sample test (Raab, Heusinger,
 * Schleif 2020). Sees changes of shape, not of the mean only.
 */
public final class Kswin implements ChangeDetector {
  private static final int FORMAT = 1;
  private static final int MAX_WINDOW = 100_000;

  /** Smaller distances are no change, however sure they are. */
  private static final double SMALLEST_DISTANCE = 0.1;

  /** Level of a single test, values in the window, and values in its newest part. */
  public record Parameters(double alpha, int window, int newest) {
    public static final Parameters DEFAULT = new Parameters(0.005, 100, 30);

    public Parameters {
      Check.probability(alpha, "alpha");
      Check.that(newest > 0, "the newest part is empty");
      Check.that(window <= MAX_WINDOW, "the window is above 100000");
      Check.that(window >= 2L * newest, "the window is shorter than two newest parts");
    }
  }

  private final Parameters parameters;
  private final double[] window;
  private int filled;
  private long randomState;

  public Kswin(Parameters parameters, long seed) {
    this.parameters = parameters;
    this.window = new double[parameters.window];
    this.randomState = seed;
  }

  @Override
  public ChangeLevel add(double value) {
    double bounded = Check.bounded(value);
    if (filled == window.length) {
      System.arraycopy(window, 1, window, 0, window.length - 1);
      filled--;
    }
    window[filled++] = bounded;
    if (filled < window.length) {
      return ChangeLevel.NONE;
    }
    int newest = parameters.newest;
    double[] recent = Arrays.copyOfRange(window, window.length - newest, window.length);
    int steps = EqualSizeKolmogorov.steps(sampleOfOlder(), recent);
    boolean changed =
        (double) steps / newest > SMALLEST_DISTANCE
            && EqualSizeKolmogorov.pValue(newest, steps) <= parameters.alpha;
    if (changed) {
      filled = 0;
    }
    return changed ? ChangeLevel.CHANGE : ChangeLevel.NONE;
  }

  /** Draws without replacement: the first steps of a Fisher–Yates shuffle. */
  private double[] sampleOfOlder() {
    double[] older = Arrays.copyOf(window, window.length - parameters.newest);
    for (int i = 0; i < parameters.newest; i++) {
      int j = i + (int) Long.remainderUnsigned(nextRandom(), older.length - i);
      double swapped = older[i];
      older[i] = older[j];
      older[j] = swapped;
    }
    return Arrays.copyOf(older, parameters.newest);
  }

  /** SplitMix64 (Steele, Lea, Flood 2014), whose state is one number. */
  private long nextRandom() {
    randomState += 0x9e3779b97f4a7c15L;
    long mixed = (randomState ^ (randomState >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(parameters.alpha);
    out.writeInt(parameters.window);
    out.writeInt(parameters.newest);
    out.writeLong(randomState);
    out.writeInt(filled);
    for (int i = 0; i < filled; i++) {
      out.writeDouble(window[i]);
    }
  }

  static Kswin read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    Parameters parameters = new Parameters(in.readDouble(), in.readInt(), in.readInt());
    Kswin kswin = new Kswin(parameters, in.readLong());
    kswin.filled = Wire.readSize(in, parameters.window);
    for (int i = 0; i < kswin.filled; i++) {
      kswin.window[i] = Check.finite(in);
    }
    return kswin;
  }
}
