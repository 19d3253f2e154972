package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * The bytes of a {@link DataProfile}. Format 1 had counts, classes and two moments only; it is
 * still read, because state and model packages outlive a release.
 */
final class DataProfileFormat {
  private static final int FIRST = 1;
  private static final int FORMAT = 2;
  private static final int MAX_SIZE = 1 << 20;

  private DataProfileFormat() {}

  static void write(DataProfile profile, DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeLong(profile.rows());
    out.writeInt(profile.features());
    for (int i = 0; i < profile.features(); i++) {
      Wire.writeCounts(profile.featureCounts(i), out);
      Optional<NumberProfile> number = profile.number(i);
      out.writeBoolean(number.isPresent());
      if (number.isPresent()) {
        number.get().write(out);
      }
    }
    profile.scores().write(out);
    Wire.writeCounts(profile.slots(), out);
    out.writeBoolean(profile.correlation().isPresent());
    if (profile.correlation().isPresent()) {
      profile.correlation().get().write(out);
    }
  }

  static DataProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FIRST && format != FORMAT) {
      throw new IOException("data profile format %d is unknown".formatted(format));
    }
    long rows = Wire.readCount(in);
    long[][] counts = new long[Wire.readSize(in, MAX_SIZE)][];
    NumberProfile[] numbers = new NumberProfile[counts.length];
    int[] regular = new int[counts.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Wire.readCounts(in, MAX_SIZE);
      regular[i] = counts[i].length - 2;
      numbers[i] = format != FIRST && in.readBoolean() ? NumberProfile.read(in) : null;
    }
    FeatureCounts features = FeatureCounts.of(counts, numbers);
    if (format == FIRST) {
      ScoreProfile scores = ScoreProfile.readFirstFormat(in);
      return new DataProfile(rows, features, scores, new long[0], null);
    }
    ScoreProfile scores = ScoreProfile.read(in);
    long[] slots = Wire.readCounts(in, SeasonalReference.MOST_SLOTS);
    RankCorrelation correlation = in.readBoolean() ? RankCorrelation.read(in, regular) : null;
    return new DataProfile(rows, features, scores, slots, correlation);
  }
}
