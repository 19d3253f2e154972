package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Page–Hinkley test: alarms where the cumulated deviations from the mean leave their extreme by
 * more than a threshold (Page 1954; Hinkley 1971). Threshold and tolerance are in the values' own
 * unit. Forgetting applies to the distance from the extreme, which is never below 0.
 */
public final class PageHinkley implements ChangeDetector {
  private static final int FORMAT = 1;

  /**
   * The test's parameters.
   *
   * @param warmUp values before the first verdict
   * @param delta deviation that is tolerated
   * @param lambda the alarm's threshold
   * @param alpha how much of the cumulated deviation the next value keeps
   * @param bothDirections whether a fall alarms too; errors need the rise only
   */
  public record Parameters(
      int warmUp, double delta, double lambda, double alpha, boolean bothDirections) {
    public static final Parameters DEFAULT = new Parameters(30, 0.005, 50, 0.9999, false);

    public Parameters {
      Check.that(warmUp > 0, "the warm-up is below 1");
      Check.that(delta >= 0 && Double.isFinite(delta), "delta is not 0 or more");
      Check.that(lambda > 0 && Double.isFinite(lambda), "lambda is not above 0");
      Check.that(alpha > 0 && alpha <= 1, "alpha is not above 0 and at most 1");
    }
  }

  private final Parameters parameters;
  private RunningMean mean = RunningMean.EMPTY;
  private double rise;
  private double fall;

  public PageHinkley(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    double bounded = Check.bounded(value);
    mean = mean.plus(bounded);
    double deviation = bounded - mean.mean();
    rise = Math.max(0, parameters.alpha * rise + deviation - parameters.delta);
    fall = Math.max(0, parameters.alpha * fall - deviation - parameters.delta);
    boolean changed =
        rise > parameters.lambda || (parameters.bothDirections && fall > parameters.lambda);
    if (mean.count() < parameters.warmUp || !changed) {
      return ChangeLevel.NONE;
    }
    mean = RunningMean.EMPTY;
    rise = 0;
    fall = 0;
    return ChangeLevel.CHANGE;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(parameters.warmUp);
    out.writeDouble(parameters.delta);
    out.writeDouble(parameters.lambda);
    out.writeDouble(parameters.alpha);
    out.writeBoolean(parameters.bothDirections);
    mean.write(out);
    out.writeDouble(rise);
    out.writeDouble(fall);
  }

  static PageHinkley read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    PageHinkley test =
        new PageHinkley(
            new Parameters(
                in.readInt(), in.readDouble(), in.readDouble(), in.readDouble(), in.readBoolean()));
    test.mean = RunningMean.read(in);
    test.rise = Check.finite(in);
    test.fall = Check.finite(in);
    return test;
  }
}
