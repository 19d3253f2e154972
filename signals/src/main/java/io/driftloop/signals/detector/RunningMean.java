package io.driftloop.signals.detector;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** A count with the mean of what was counted; exact for equal values. */
record RunningMean(long count, double mean) {
  static final RunningMean EMPTY = new RunningMean(0, 0);

  RunningMean plus(double value) {
    return new RunningMean(count + 1, mean + (value - mean) / (count + 1));
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
  }

  static RunningMean read(DataInput in) throws IOException {
    return new RunningMean(Wire.readCount(in), Check.finite(in));
  }
}
