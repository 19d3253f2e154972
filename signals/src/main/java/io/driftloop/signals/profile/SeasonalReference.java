package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is normal at each time of the day, week or year: a profile a slot, over the bins of the
 * whole reference. A window is then compared with what is normal at its own times, so that a cycle
 * that the training data know is no drift.
 */
public final class SeasonalReference {
  static final int MOST_SLOTS = 24;

  private static final int FIRST_FORMAT = 1;
  private static final int FORMAT = 2;
  private static final int DAY_SECONDS = 24 * 3600;

  private final Season season;
  private final int offsetSeconds;
  private final List<DataProfile> slots;

  /** All features together, one a slot; empty where that is not kept. */
  private final List<FourierProfile> fourier;

  private SeasonalReference(
      Season season, int offsetSeconds, List<DataProfile> slots, List<FourierProfile> fourier) {
    this.season = season;
    this.offsetSeconds = offsetSeconds;
    this.slots = slots;
    this.fourier = fourier;
  }

  /**
   * A reference without rows.
   *
   * @param offsetSeconds the local clock's, ahead of UTC; less than a day either way
   * @param bins of the whole reference
   */
  public static SeasonalReference empty(
      Season season, int offsetSeconds, List<Bins> bins, int classes) {
    if (offsetSeconds <= -DAY_SECONDS || offsetSeconds >= DAY_SECONDS) {
      throw new IllegalArgumentException("an offset of a day or more is no offset");
    }
    List<DataProfile> slots = new ArrayList<>();
    for (int i = 0; i < season.slots(); i++) {
      slots.add(DataProfile.empty(bins, classes));
    }
    return new SeasonalReference(season, offsetSeconds, slots, List.of());
  }

  /** This with random features of all features together, before any row is added. */
  SeasonalReference withFourier(int dimension) {
    List<FourierProfile> together = new ArrayList<>();
    for (int i = 0; i < season.slots(); i++) {
      together.add(FourierProfile.empty(dimension));
    }
    return new SeasonalReference(season, offsetSeconds, slots, together);
  }

  /** Adds what waits, so that reading changes nothing. */
  void settle() {
    slots.forEach(DataProfile::settle);
    fourier.forEach(FourierProfile::settle);
  }

  public Season season() {
    return season;
  }

  public int offsetSeconds() {
    return offsetSeconds;
  }

  /**
   * The slot of a moment, for {@link DataProfile#addSlot}.
   *
   * @param millis since 1970-01-01T00:00Z
   */
  public int slot(long millis) {
    return season.slot(millis, offsetSeconds * 1000);
  }

  /** The profile of one slot. */
  public DataProfile profile(int slot) {
    return slots.get(slot);
  }

  /** All features together in one slot; empty where that is not kept. */
  public Optional<FourierProfile> fourier(int slot) {
    return fourier.isEmpty() ? Optional.empty() : Optional.of(fourier.get(slot));
  }

  /**
   * The profile expected of a window whose rows fall into the slots as given: the mixture of the
   * slots' profiles in the window's shares. Its counts add up to the rows that it is worth as
   * evidence (Kish's effective sample size), so that it can be used in place of the whole
   * reference. Where a slot has no rows, the whole reference stands in.
   *
   * @param whole all rows of the reference
   * @param window rows of the window in each slot, see {@link DataProfile#slots}; all 0 gives
   *     {@code whole}
   */
  public DataProfile expected(DataProfile whole, long[] window) {
    return weights(window).map(weights -> Mixture.of(with(slots, whole), weights)).orElse(whole);
  }

  /** The same of all features together; {@code whole} where the slots do not keep that. */
  public FourierProfile expected(FourierProfile whole, long[] window) {
    return fourier.isEmpty()
        ? whole
        : weights(window)
            .map(weights -> FourierProfile.mixture(with(fourier, whole), weights))
            .orElse(whole);
  }

  /** The share of each slot, and 0 for the whole; empty where there are no rows. */
  private Optional<double[]> weights(long[] window) {
    if (window.length != season.slots()) {
      throw new IllegalArgumentException(
          "%d slots, expected %d".formatted(window.length, season.slots()));
    }
    double total = LongStream.of(window).sum();
    if (total == 0) {
      return Optional.empty();
    }
    double[] weights = new double[window.length + 1];
    for (int i = 0; i < window.length; i++) {
      weights[i] = window[i] / total;
    }
    return Optional.of(weights);
  }

  private static <P> List<P> with(List<P> slots, P whole) {
    List<P> parts = new ArrayList<>(slots);
    parts.add(whole);
    return parts;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    season.write(out);
    out.writeInt(offsetSeconds);
    for (DataProfile slot : slots) {
      slot.write(out);
    }
    out.writeBoolean(!fourier.isEmpty());
    for (FourierProfile slot : fourier) {
      slot.write(out);
    }
  }

  static SeasonalReference read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FIRST_FORMAT && format != FORMAT) {
      throw new IOException("seasonal reference format %d is unknown".formatted(format));
    }
    Season season = Season.read(in);
    int offset = in.readInt();
    if (offset <= -DAY_SECONDS || offset >= DAY_SECONDS) {
      throw new IOException("an offset of %d seconds is damaged".formatted(offset));
    }
    List<DataProfile> slots = new ArrayList<>();
    for (int i = 0; i < season.slots(); i++) {
      slots.add(DataProfile.read(in));
    }
    List<FourierProfile> fourier = new ArrayList<>();
    if (format == FORMAT && in.readBoolean()) {
      for (int i = 0; i < season.slots(); i++) {
        fourier.add(FourierProfile.read(in));
      }
    }
    return new SeasonalReference(season, offset, slots, fourier);
  }
}
