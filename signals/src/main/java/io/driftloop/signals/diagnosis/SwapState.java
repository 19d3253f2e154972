package io.driftloop.signals.diagnosis;

import io.driftloop.signals.policy.PolicyState;

/**
 * How the serving version does beside the one before it, as far as labels tell: what a roll-back
 * rests on. Public fields of simple types make it part of a state that survives releases.
 */
public final class SwapState {
  /** Windows after which one counts half in an error rate. */
  private static final double HALF_LIFE = 3;

  /** The serving version; empty until it was told or measured. */
  public String version = "";

  /** Which change of the serving versions made it so; they are counted up. */
  public long generation = PolicyState.NEVER;

  /** Windows with labels since the version serves. */
  public long windows;

  /** Its labelled rows, those of older windows decayed. */
  public double rows;

  /** The wrong ones among them. */
  public double errors;

  /** The version before; empty where none is known. */
  public String previousVersion = "";

  /** The version before's labelled rows when it was replaced, decayed. */
  public double previousRows;

  /** The wrong ones among them. */
  public double previousErrors;

  /** The roll-back that was asked for since the last change; empty where none was. */
  public String rollBack = "";

  SwapState copy() {
    SwapState copy = new SwapState();
    copy.version = version;
    copy.generation = generation;
    copy.windows = windows;
    copy.rows = rows;
    copy.errors = errors;
    copy.previousVersion = previousVersion;
    copy.previousRows = previousRows;
    copy.previousErrors = previousErrors;
    copy.rollBack = rollBack;
    return copy;
  }

  /**
   * Takes note of which version serves.
   *
   * @param newGeneration the highest counts, in whatever order they come
   */
  public void serves(String newVersion, long newGeneration) {
    if (newGeneration <= generation) {
      return;
    }
    generation = newGeneration;
    if (newVersion.equals(version)) {
      return;
    }
    previousVersion = version;
    previousRows = rows;
    previousErrors = errors;
    start(newVersion);
  }

  private void start(String newVersion) {
    version = newVersion;
    windows = 0;
    rows = 0;
    errors = 0;
    rollBack = "";
  }

  /**
   * Takes in the labels of a window. Where nobody tells who serves, as where the model runs
   * elsewhere, the measured version does, and there is none before it to go back to.
   */
  void measured(String measuredVersion, double accuracy, long labels) {
    if (!measuredVersion.equals(version)) {
      if (generation != PolicyState.NEVER) {
        return;
      }
      start(measuredVersion);
    }
    double decay = Math.pow(0.5, 1 / HALF_LIFE);
    windows++;
    rows = rows * decay + labels;
    errors = errors * decay + (1 - accuracy) * labels;
  }

  /**
   * Whether the swap itself is to blame for a harm: it is recent, nothing was done about it yet,
   * and the version before had significantly fewer errors. By the z-test of two shares without
   * pooling; decayed rows are fewer than those behind the rates, so that it errs on the safe side.
   */
  boolean toBlame(DiagnosisOptions options) {
    if (previousVersion.isEmpty()
        || !rollBack.isEmpty()
        || windows < 1
        || windows > options.rollBackWindows()
        || !(rows > 0 && previousRows > 0)) {
      return false;
    }
    double now = errors / rows;
    double before = previousErrors / previousRows;
    double error = Math.sqrt(now * (1 - now) / rows + before * (1 - before) / previousRows);
    return now - before
        > Math.max(options.harm().minimumRise(), options.harm().standardErrors() * error);
  }
}
