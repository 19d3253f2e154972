package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Alarms where a weighted mean of the values since the best moment exceeds that up to it by more
 * than McDiarmid's bound allows (Frías-Blanco and others 2015, the W test, one-sided: errors that
 * rise). Takes values from 0 to 1; suits gradual changes.
 */
public final class HddmW implements ChangeDetector {
  private static final int FORMAT = 1;

  /** Error probabilities of a change and of a warning, and the weight of the newest value. */
  public record Parameters(double change, double warning, double lambda) {
    public static final Parameters DEFAULT = new Parameters(0.001, 0.005, 0.05);

    public Parameters {
      Check.probability(change, "change");
      Check.probability(warning, "warning");
      Check.probability(lambda, "lambda");
      Check.that(change <= warning, "a change needs at most the warning's probability");
    }
  }

  /** An exponentially weighted mean with the sum of its squared weights. */
  private record Weighted(boolean empty, double mean, double squares) {
    static final Weighted EMPTY = new Weighted(true, 0, 1);

    Weighted plus(double value, double lambda) {
      double next = empty ? value : lambda * value + (1 - lambda) * mean;
      return new Weighted(false, next, lambda * lambda + (1 - lambda) * (1 - lambda) * squares);
    }

    void write(DataOutput out) throws IOException {
      out.writeBoolean(empty);
      out.writeDouble(mean);
      out.writeDouble(squares);
    }

    static Weighted read(DataInput in) throws IOException {
      return new Weighted(in.readBoolean(), Check.finite(in), Check.finite(in));
    }
  }

  private final Parameters parameters;
  private Weighted all = Weighted.EMPTY;
  private Weighted best = Weighted.EMPTY;
  private Weighted since = Weighted.EMPTY;

  public HddmW(Parameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public ChangeLevel add(double value) {
    all = all.plus(Check.share(value), parameters.lambda);
    if (best.empty || upper(all) < upper(best)) {
      best = all;
      since = Weighted.EMPTY;
    } else {
      since = since.plus(value, parameters.lambda);
    }
    if (rose(parameters.change)) {
      all = Weighted.EMPTY;
      best = Weighted.EMPTY;
      since = Weighted.EMPTY;
      return ChangeLevel.CHANGE;
    }
    return rose(parameters.warning) ? ChangeLevel.WARNING : ChangeLevel.NONE;
  }

  private double upper(Weighted mean) {
    return mean.mean + bound(mean.squares, parameters.change);
  }

  private boolean rose(double probability) {
    return !since.empty
        && since.mean - best.mean > bound(best.squares + since.squares, probability);
  }

  private static double bound(double squares, double probability) {
    return Math.sqrt(squares * Math.log(1 / probability) / 2);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(parameters.change);
    out.writeDouble(parameters.warning);
    out.writeDouble(parameters.lambda);
    all.write(out);
    best.write(out);
    since.write(out);
  }

  static HddmW read(DataInput in) throws IOException {
    Check.format(in, FORMAT);
    HddmW hddm = new HddmW(new Parameters(in.readDouble(), in.readDouble(), in.readDouble()));
    hddm.all = Weighted.read(in);
    hddm.best = Weighted.read(in);
    hddm.since = Weighted.read(in);
    return hddm;
  }
}
