package io.driftloop.signals.severity;

/** How much a reading concerns a person. The names are written to signals. */
public enum Severity {
  /** For diagnosis: nobody is to be woken. */
  INFO,
  /** Harm is likely, or has begun. */
  WARNING,
  /** Measured harm, beyond what was declared tolerable. */
  CRITICAL
}
