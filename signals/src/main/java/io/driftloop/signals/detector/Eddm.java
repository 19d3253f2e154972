package io.driftloop.signals.detector;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Early drift detection method: alarms where errors come closer together than they once did, which
 * shows a gradual change earlier than the rate does (Baena-García and others 2006). Takes 0 (right)
 * or 1 (wrong).
 */
public final class Eddm implements ChangeDetector {
  private static final int FORMAT = 1;

  /** Values and errors before the first verdict, and the shares that warn and alarm. */
  public record Parameters(int warmUp, double alpha, double beta) {
    public static final Parameters DEFAULT = new Parameters(30, 0.95, 0.9);

    public Parameters {
      Check.that(warmUp > 0, "the warm-up is below 1");
      Check.that(beta > 0 && beta <= alpha && alpha <= 1, "not 0 < beta <= alpha <= 1");
    }
  }

  private final Parameters parameters;
  private long values;
  private long lastError;
  private RunningMean distance = RunningMean.EMPTY;
  private double squaredDeviations;
  private double largest;
  private ChangeLevel level = ChangeLevel.NONE;

  public Eddm(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    values++;
    if (!Check.error(value)) {
      return level;
    }
    addDistance(values - lastError);
    lastError = values;
    if (values > parameters.warmUp) {
      judge();
    }
    ChangeLevel judged = level;
    if (judged == ChangeLevel.CHANGE) {
      reset();
    }
    return judged;
  }

  private void addDistance(double gap) {
    double before = gap - distance.mean();
    distance = distance.plus(gap);
    squaredDeviations += before * (gap - distance.mean());
  }

  private void judge() {
    double variance =
        distance.count() > 1 ? Math.max(0, squaredDeviations / (distance.count() - 1)) : 0;
    double reach = distance.mean() + 2 * Math.sqrt(variance);
    if (reach > largest) {
      largest = reach;
    } else if (distance.count() > parameters.warmUp) {
      double share = reach / largest;
      if (share < parameters.beta) {
        level = ChangeLevel.CHANGE;
      } else {
        level = share < parameters.alpha ? ChangeLevel.WARNING : ChangeLevel.NONE;
      }
    }
  }

  private void reset() {
    values = 0;
    lastError = 0;
    distance = RunningMean.EMPTY;
    squaredDeviations = 0;
    largest = 0;
    level = ChangeLevel.NONE;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(parameters.warmUp);
    out.writeDouble(parameters.alpha);
    out.writeDouble(parameters.beta);
    out.writeLong(values);
    out.writeLong(lastError);
    distance.write(out);
    out.writeDouble(squaredDeviations);
    out.writeDouble(largest);
    out.writeBoolean(level == ChangeLevel.WARNING);
  }

  static Eddm read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    Eddm eddm = new Eddm(new Parameters(in.readInt(), in.readDouble(), in.readDouble()));
    eddm.values = Wire.readCount(in);
    eddm.lastError = Wire.readCount(in);
    eddm.distance = RunningMean.read(in);
    eddm.squaredDeviations = Check.finite(in);
    eddm.largest = Check.finite(in);
    eddm.level = in.readBoolean() ? ChangeLevel.WARNING : ChangeLevel.NONE;
    return eddm;
  }
}
