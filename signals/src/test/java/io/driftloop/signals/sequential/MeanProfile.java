package io.driftloop.signals.sequential;

import io.driftloop.signals.profile.Profile;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The smallest profile there is: rows and their sum. */
final class MeanProfile implements Profile<MeanProfile> {
  private long rows;
  private double sum;

  MeanProfile() {}

  MeanProfile(long rows, double sum) {
    this.rows = rows;
    this.sum = sum;
  }

  @Override
  public void merge(MeanProfile other) {
    rows += other.rows;
    sum += other.sum;
  }

  @Override
  public long rows() {
    return rows;
  }

  double sum() {
    return sum;
  }

  double mean() {
    return sum / rows;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeLong(rows);
    out.writeDouble(sum);
  }

  static MeanProfile read(DataInput in) throws IOException {
    return new MeanProfile(in.readLong(), in.readDouble());
  }
}
