package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How one feature enters {@link FourierFeatures}.
 *
 * @param categories 0 for a number
 * @param centre of a number: becomes 0, as a missing value does
 * @param deviation of a number, above 0: becomes 1
 * @param spread the mean squared distance of this feature between two reference rows, as scaled: 2
 *     for a number that varies, 2(1 − Σp²) for categories with shares p, 0 for a constant
 */
public record FourierScale(int categories, double centre, double deviation, double spread) {
  private static final int MAX_CATEGORIES = 1 << 20;

  public FourierScale {
    if (categories < 0
        || !Double.isFinite(centre)
        || !(deviation > 0)
        || !(spread >= 0 && spread <= 2)) {
      throw new IllegalArgumentException(
          "centre %s, deviation %s and spread %s scale nothing"
              .formatted(centre, deviation, spread));
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(categories);
    out.writeDouble(centre);
    out.writeDouble(deviation);
    out.writeDouble(spread);
  }

  static FourierScale read(DataInput in) throws IOException {
    int categories = Wire.readSize(in, MAX_CATEGORIES);
    try {
      return new FourierScale(categories, in.readDouble(), in.readDouble(), in.readDouble());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
