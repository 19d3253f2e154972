package io.driftloop.signals.detector;

import java.io.DataOutput;
import java.io.IOException;

/**
 * Watches one stream of values, such as a model's errors, for a change of their distribution, in
 * bounded memory. After a change a detector forgets what it saw and starts anew.
 */
public interface ChangeDetector {

  /**
   * Takes the next value of the stream.
   *
   * @throws IllegalArgumentException where the value is outside what the method is defined for
   */
  ChangeLevel add(double value);

  /** Writes parameters and state; {@link DetectorKind#read} continues identically. */
  void write(DataOutput out) throws IOException;
}
