package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.IOException;

/** What values, parameters and stored states must satisfy. */
final class Check {
  /** Beyond this values are cut, so that no square or sum of them overflows. */
  private static final double LARGEST = 1e100;

  private Check() {}

  static double bounded(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a detector takes finite values, not " + value);
    }
    return Math.max(-LARGEST, Math.min(LARGEST, value));
  }

  static double share(double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("this detector takes values from 0 to 1, not " + value);
    }
    return value;
  }

  static boolean error(double value) {
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("this detector takes 0 or 1, not " + value);
    }
    return value == 1;
  }

  static void that(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  static void probability(double value, String name) {
    that(value > 0 && value < 1, name + " is not between 0 and 1");
  }

  static void format(DataInput in, int expected) throws IOException {
    byte format = in.readByte();
    if (format != expected) {
      throw new IOException("detector format %d is unknown".formatted(format));
    }
  }

  static double finite(DataInput in) throws IOException {
    double value = in.readDouble();
    if (!Double.isFinite(value)) {
      throw new IOException("a detector's state is not finite");
    }
    return value;
  }
}
