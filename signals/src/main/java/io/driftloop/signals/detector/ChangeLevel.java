package io.driftloop.signals.detector;

/** What a detector says of the values so far. */
public enum ChangeLevel {
  NONE,
  WARNING,
  CHANGE
}
