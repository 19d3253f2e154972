package io.driftloop.signals.sequential;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Evidence that a stream's mean loss has exceeded a limit, which may be looked at after every row.
 * A test made for one look errs far more often than it says when it is repeated as labels come in;
 * this one alarms with a probability of at most alpha in a healthy stream of any length (Ville's
 * inequality), whatever the dependence between rows, as long as no row's loss is expected to exceed
 * the limit given what came before it.
 *
 * <p>The process is the mean wealth of a grid of bets (Waudby-Smith and Ramdas 2024). It remembers
 * all of the past, so it answers "was the model ever bad": for a change after a long healthy time
 * {@link EDetector} is faster.
 */
public final class RiskEProcess {
  private static final int FORMAT = 1;

  private final BetProfile wealth;
  private double highest;

  public RiskEProcess(Bets bets) {
    this(new BetProfile(bets), 0);
  }

  private RiskEProcess(BetProfile wealth, double highest) {
    this.wealth = wealth;
    this.highest = highest;
  }

  /**
   * Adds a row.
   *
   * @param loss 0 to 1
   */
  public void add(double loss) {
    wealth.add(loss);
    look();
  }

  /** Adds rows whose loss is 1 for an error and 0 otherwise, and looks once, after them. */
  public void addErrors(long rows, long errors) {
    wealth.addErrors(rows, errors);
    look();
  }

  /** Adds the rows of a window, and looks once, after them. */
  public void add(BetProfile window) {
    wealth.merge(window);
    look();
  }

  private void look() {
    highest = Math.max(highest, logE());
  }

  /** Rows added. */
  public long rows() {
    return wealth.rows();
  }

  /** The natural logarithm of the e-value now; 0 at the start. */
  public double logE() {
    return wealth.logWealth();
  }

  /** The e-value now: its expectation is at most 1 in a healthy stream, at any stopping time. */
  public double eValue() {
    return EValues.ofLog(logE());
  }

  /**
   * A p-value that stays valid however often it is looked at: 1 over the highest e-value so far.
   */
  public double pValue() {
    return Math.exp(-highest);
  }

  /**
   * Whether the limit has been exceeded, at any look so far.
   *
   * @param alpha the chance of ever saying so of a healthy stream, 0 to 1
   */
  public boolean alarms(double alpha) {
    return highest >= -Math.log(Levels.require(alpha));
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeDouble(highest);
    wealth.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no process of a known format
   */
  public static RiskEProcess read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("risk e-process format %d is unknown".formatted(format));
    }
    double highest = in.readDouble();
    if (!(highest >= 0 && highest < Double.POSITIVE_INFINITY)) {
      throw new IOException("a highest e-value of exp(%s) is damaged".formatted(highest));
    }
    return new RiskEProcess(BetProfile.read(in), highest);
  }
}
