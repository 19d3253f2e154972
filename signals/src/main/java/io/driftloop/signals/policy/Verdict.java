package io.driftloop.signals.policy;

/**
 * The policy's answer to one signal.
 *
 * @param state what the policy remembers from now on
 * @param reason why it holds, or what it asks for
 * @param detail the reason in one sentence
 * @param requestId the request to make; empty for a hold
 */
public record Verdict(PolicyState state, Reason reason, String detail, String requestId) {

  /** Why the policy decided as it did; the names are written to decisions. */
  public enum Reason {
    /** A retraining is asked for. */
    DRIFT,
    /** A retraining is asked for because of the time or the labels since the last. */
    SCHEDULED,
    /** A retraining is asked for to see whether a better version can be had. */
    TRIAL,
    /** A recalibration of the champion is asked for. */
    RECALIBRATE,
    /** Tuning the champion's output layer is asked for. */
    TUNE_HEAD,
    /** The version before is asked for again. */
    ROLL_BACK,
    /** The window's signals are still coming. */
    COLLECTING,
    /** The signal was counted before: signals may come twice. */
    REPEATED,
    /** Nothing that may trigger is breached. */
    NO_BREACH,
    /** The breached window has too few rows. */
    TOO_FEW_SAMPLES,
    /** Too few windows in a row are breached. */
    NOT_CONSECUTIVE,
    /** The forecast loss is below what a retraining costs. */
    NOT_WORTH_IT,
    /** The budget of requests is used up. */
    BUDGET,
    /** The last request is too recent. */
    COOLDOWN,
    /** A request is being answered. */
    IN_FLIGHT,
    /** The window measured a version that no longer serves, or one that never did. */
    STALE_VERSION
  }

  public boolean request() {
    return !requestId.isEmpty();
  }
}
