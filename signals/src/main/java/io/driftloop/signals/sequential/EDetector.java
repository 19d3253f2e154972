package io.driftloop.signals.sequential;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Detects that a stream's mean has left an interval at a time unknown, with a false-alarm rate that
 * holds by construction. Every update a unit of money joins each bet of a grid, so that bets placed
 * just after the change are always among those in play: the Shiryaev–Roberts e-detector of Shin,
 * Ramdas and Rinaldo (2023), {@code M ← (M + 1) × factor}, averaged over the grid.
 *
 * <p>As long as no value's conditional mean leaves the interval, and an alarm is followed by {@link
 * #reset}, at most {@code n × level} alarms are expected in any n updates, whatever the dependence
 * between values. So the mean time to the first false alarm is at least {@code 1 / level} updates
 * and the chance of any within n updates at most {@code n × level}. The interval must hold the
 * stream's true mean: take it from {@link RiskLimit} or {@link ReferenceRange}, which allow for the
 * reference's own error, never from a reference's plain mean.
 *
 * <p>Money that joins bets too small to win or lose adds up to the number of updates, so that the
 * value alone would alarm in the end without any evidence. An alarm therefore also needs an
 * e-CUSUM, {@code M ← max(M, 1) × factor}, of 20: since some moment, bets have made twenty of one.
 * Asking for more only lowers the rate of false alarms, and costs no measurable delay where an
 * update is a window's rows.
 */
public final class EDetector {
  private static final int FORMAT = 1;
  private static final double NEEDED_EVIDENCE = 20;

  private final Bets bets;
  private final double[] sums;
  private final double[] best;
  private long updates;

  public EDetector(Bets bets) {
    this.bets = bets;
    this.sums = new double[bets.size()];
    this.best = new double[bets.size()];
    reset();
  }

  /** Starts afresh, as is due after an alarm. */
  public void reset() {
    Arrays.fill(sums, Double.NEGATIVE_INFINITY);
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
    updates = 0;
  }

  /**
   * One update with the rows of a window. A window without rows is none: nothing can be learnt from
   * it.
   */
  public void add(BetProfile window) {
    if (!bets.equals(window.bets())) {
      throw new IllegalArgumentException("%s given %s".formatted(bets, window.bets()));
    }
    if (window.rows() == 0) {
      return;
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = logOfOneMore(sums[i]) + window.logWealth(i);
      best[i] = Math.max(best[i], 0) + window.logWealth(i);
    }
    updates++;
  }

  /**
   * One update with one row.
   *
   * @param value a loss or a score, 0 to 1
   */
  public void add(double value) {
    BetProfile row = new BetProfile(bets);
    row.add(value);
    add(row);
  }

  /** One update with a window's rows, whose value is 1 for an error and 0 otherwise. */
  public void addErrors(long rows, long errors) {
    BetProfile window = new BetProfile(bets);
    window.addErrors(rows, errors);
    add(window);
  }

  private static double logOfOneMore(double log) {
    return Math.max(log, 0) + Math.log1p(Math.exp(-Math.abs(log)));
  }

  /** Updates since the start or the last reset. */
  public long updates() {
    return updates;
  }

  /** The detector's value: a healthy stream's is expected to be at most {@link #updates}. */
  public double value() {
    return EValues.ofLog(Bets.logMean(sums));
  }

  /** What bets placed at the best moment, each at its own, have made of one: the e-CUSUM. */
  public double evidence() {
    return EValues.ofLog(Bets.logMean(best));
  }

  /**
   * Whether the mean has left the interval.
   *
   * @param level the false alarms an update that are put up with, 0 to 1
   */
  public boolean alarms(double level) {
    return Bets.logMean(sums) >= -Math.log(Levels.require(level)) && evidence() >= NEEDED_EVIDENCE;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    bets.write(out);
    out.writeLong(updates);
    for (int i = 0; i < sums.length; i++) {
      out.writeDouble(sums[i]);
      out.writeDouble(best[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no detector of a known format
   */
  public static EDetector read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("e-detector format %d is unknown".formatted(format));
    }
    EDetector detector = new EDetector(Bets.read(in));
    detector.updates = Wire.readCount(in);
    for (int i = 0; i < detector.sums.length; i++) {
      detector.sums[i] = readLog(in);
      detector.best[i] = readLog(in);
    }
    return detector;
  }

  private static double readLog(DataInput in) throws IOException {
    double log = in.readDouble();
    if (!(log < Double.POSITIVE_INFINITY)) {
      throw new IOException("a bet's wealth is damaged");
    }
    return log;
  }
}
