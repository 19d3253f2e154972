package io.driftloop.signals.severity;

/** How much a breach asks of a person. Ordered: a later one is more urgent. */
public enum Severity {
  /** A diagnosis to look up; nobody is called. */
  INFO,
  /** The model is, or is likely to be, worse than it was. */
  WARNING,
  /** The model does serious harm now. */
  CRITICAL
}
