package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Alarms where the mean of all values exceeds that of the best beginning by more than Hoeffding's
 * bound on averages allows (Frías-Blanco and others 2015, the A test, one-sided: errors that rise).
 * Takes values from 0 to 1; suits abrupt changes.
 */
public final class HddmA implements ChangeDetector {
  private static final int FORMAT = 1;

  /** Error probabilities of a change and of a warning. */
  public record Parameters(double change, double warning) {
    public static final Parameters DEFAULT = new Parameters(0.001, 0.005);

    public Parameters {
      Check.probability(change, "change");
      Check.probability(warning, "warning");
      Check.that(change <= warning, "a change needs at most the warning's probability");
    }
  }

  private final Parameters parameters;
  private RunningMean all = RunningMean.EMPTY;
  private RunningMean best = RunningMean.EMPTY;

  public HddmA(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    all = all.plus(Check.share(value));
    if (best.count() == 0 || upper(best) >= upper(all)) {
      best = all;
    }
    if (rose(parameters.change)) {
      all = RunningMean.EMPTY;
      best = RunningMean.EMPTY;
      return ChangeLevel.CHANGE;
    }
    return rose(parameters.warning) ? ChangeLevel.WARNING : ChangeLevel.NONE;
  }

  private double upper(RunningMean mean) {
    return mean.mean() + Math.sqrt(1.0 / (2 * mean.count()) * Math.log(1 / parameters.change));
  }

  private boolean rose(double probability) {
    if (best.count() == all.count()) {
      return false;
    }
    double m = (double) (all.count() - best.count()) / best.count() * (1.0 / all.count());
    return all.mean() - best.mean() >= Math.sqrt(m / 2 * Math.log(2 / probability));
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(parameters.change);
    out.writeDouble(parameters.warning);
    all.write(out);
    best.write(out);
  }

  static HddmA read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    HddmA hddm = new HddmA(new Parameters(in.readDouble(), in.readDouble()));
    hddm.all = RunningMean.read(in);
    hddm.best = RunningMean.read(in);
    return hddm;
  }
}
