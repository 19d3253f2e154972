package io.driftloop.signals.sequential;

import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a grid of bets made of values in [0, 1], one number a bet: all that an e-process or a
 * detector needs to know of a window, so that values may be added wherever they are read and only
 * this travels. The order of values does not matter.
 */
public final class BetProfile implements Profile<BetProfile> {
  private static final int FORMAT = 1;

  private final Bets bets;
  private final double[] logs;
  private long rows;

  public BetProfile(Bets bets) {
    this.bets = bets;
    this.logs = new double[bets.size()];
  }

  /**
   * Adds a row.
   *
   * @param value a loss or a score, 0 to 1
   */
  public void add(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("a value of %s is outside 0 to 1".formatted(value));
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] += bets.logFactor(i, value);
    }
    rows++;
  }

  /** Adds rows whose value is 1 for an error and 0 otherwise. */
  public void addErrors(long rows, long errors) {
    if (errors < 0 || errors > rows) {
      throw new IllegalArgumentException("%d errors among %d rows".formatted(errors, rows));
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] += errors * bets.logFactor(i, 1) + (rows - errors) * bets.logFactor(i, 0);
    }
    this.rows += rows;
  }

  @Override
  public void merge(BetProfile other) {
    if (!bets.equals(other.bets)) {
      throw new IllegalArgumentException("%s do not merge with %s".formatted(other.bets, bets));
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] += other.logs[i];
    }
    rows += other.rows;
  }

  @Override
  public long rows() {
    return rows;
  }

  public Bets bets() {
    return bets;
  }

  /** The natural logarithm of what one unit of money on a bet has become. */
  double logWealth(int bet) {
    return logs[bet];
  }

  /** The natural logarithm of what one unit of money, spread evenly, has become: an e-value. */
  public double logWealth() {
    return Bets.logMean(logs);
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    bets.write(out);
    out.writeLong(rows);
    for (double log : logs) {
      out.writeDouble(log);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no profile of a known format
   */
  public static BetProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("bet profile format %d is unknown".formatted(format));
    }
    BetProfile profile = new BetProfile(Bets.read(in));
    profile.rows = Wire.readCount(in);
    for (int i = 0; i < profile.logs.length; i++) {
      profile.logs[i] = in.readDouble();
      if (!Double.isFinite(profile.logs[i])) {
        throw new IOException("a bet's wealth is damaged");
      }
    }
    return profile;
  }
}
