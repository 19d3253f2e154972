package io.driftloop.signals.policy;

/** What can be done about a finding. The names are written to retraining events. */
public enum Action {
  /** Have people label rows of a segment. */
  COLLECT_LABELS,
  /** Have people look again at labels that do not agree. */
  RELABEL,
  /** Give the classes the shares that labels show now; no network is trained. */
  RECALIBRATE,
  /** Let the output layer learn the newest labels; the layers below stay. */
  TUNE_HEAD,
  /** Train a new version. */
  RETRAIN,
  /** Let the version before serve again. */
  ROLL_BACK;

  /**
   * Whether the retrain worker answers it, so that it is in flight until its outcome comes; all
   * others are for people and other readers.
   *
   * @param name of an action, maybe of a later release
   */
  public static boolean answered(String name) {
    return name.equals(RETRAIN.name())
        || name.equals(RECALIBRATE.name())
        || name.equals(TUNE_HEAD.name())
        || name.equals(ROLL_BACK.name());
  }
}
