package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Drift detection method: alarms where the error rate rises too many standard deviations above its
 * lowest level (Gama, Medas, Castillo, Rodrigues 2004). Takes 0 (right) or 1 (wrong). It is blind
 * to noise where the first values have no error at all: then the next error alarms.
 */
public final class Ddm implements ChangeDetector {
  private static final int FORMAT = 1;

  /** Values before the first verdict, and standard deviations of a warning and of a change. */
  public record Parameters(int warmUp, double warning, double change) {
    public static final Parameters DEFAULT = new Parameters(30, 2, 3);

    public Parameters {
      Check.that(warmUp > 0, "the warm-up is below 1");
      Check.that(warning > 0 && warning <= change, "not 0 < warning <= change");
      Check.that(Double.isFinite(change), "the change level is not finite");
    }
  }

  private final Parameters parameters;
  private RunningMean errors = RunningMean.EMPTY;
  private double lowestRate = 1;
  private double lowestDeviation = 1;

  public Ddm(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    errors = errors.plus(Check.error(value) ? 1 : 0);
    if (errors.count() <= parameters.warmUp) {
      return ChangeLevel.NONE;
    }
    double rate = errors.mean();
    double deviation = Math.sqrt(Math.max(0, rate * (1 - rate)) / errors.count());
    if (rate + deviation <= lowestRate + lowestDeviation) {
      lowestRate = rate;
      lowestDeviation = deviation;
    }
    if (rate + deviation > lowestRate + parameters.change * lowestDeviation) {
      errors = RunningMean.EMPTY;
      lowestRate = 1;
      lowestDeviation = 1;
      return ChangeLevel.CHANGE;
    }
    boolean warned = rate + deviation > lowestRate + parameters.warning * lowestDeviation;
    return warned ? ChangeLevel.WARNING : ChangeLevel.NONE;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(parameters.warmUp);
    out.writeDouble(parameters.warning);
    out.writeDouble(parameters.change);
    errors.write(out);
    out.writeDouble(lowestRate);
    out.writeDouble(lowestDeviation);
  }

  static Ddm read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    Ddm ddm = new Ddm(new Parameters(in.readInt(), in.readDouble(), in.readDouble()));
    ddm.errors = RunningMean.read(in);
    ddm.lowestRate = Check.finite(in);
    ddm.lowestDeviation = Check.finite(in);
    return ddm;
  }
}
