package io.driftloop.benchmarks.errors;

/** Watches one stream of mistakes; starts anew after each alarm. */
@FunctionalInterface
interface ErrorDetector {

  /** Takes in the next row; whether it raises an alarm. */
  boolean alarms(boolean error);
}
