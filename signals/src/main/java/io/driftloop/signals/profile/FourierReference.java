package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What is normal for all features together: the map that a window must use, and what the reference
 * rows gave under it.
 */
public record FourierReference(FourierFeatures map, FourierProfile profile) {
  public FourierReference {
    if (map.dimension() != profile.dimension()) {
      throw new IllegalArgumentException(
          "%d random features, expected %d".formatted(profile.dimension(), map.dimension()));
    }
  }

  void write(DataOutput out) throws IOException {
    map.write(out);
    profile.write(out);
  }

  static FourierReference read(DataInput in) throws IOException {
    FourierFeatures map = FourierFeatures.read(in);
    FourierProfile profile = FourierProfile.read(in);
    try {
      return new FourierReference(map, profile);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
