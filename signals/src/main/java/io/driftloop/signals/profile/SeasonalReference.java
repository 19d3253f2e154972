package io.driftloop.signals.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is normal at each time of the day, week or year: a profile a slot, over the bins of the
 * whole reference. A window is then compared with what is normal at its own times, so that a cycle
 * that the training data know is no drift.
 */
public final class SeasonalReference {
  static final int MOST_SLOTS = 24;

  private static final int FORMAT = 1;
  private static final int DAY_SECONDS = 24 * 3600;

  private final Season season;
  private final int offsetSeconds;
  private final List<DataProfile> slots;

  private SeasonalReference(Season season, int offsetSeconds, List<DataProfile> slots) {
    this.season = season;
    this.offsetSeconds = offsetSeconds;
    this.slots = slots;
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
    return new SeasonalReference(season, offsetSeconds, slots);
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
    if (window.length != season.slots()) {
      throw new IllegalArgumentException(
          "%d slots, expected %d".formatted(window.length, season.slots()));
    }
    double total = 0;
    for (long count : window) {
      total += count;
    }
    if (total == 0) {
      return whole;
    }
    List<DataProfile> parts = new ArrayList<>(slots);
    parts.add(whole);
    double[] weights = new double[parts.size()];
    for (int i = 0; i < window.length; i++) {
      weights[i] = window[i] / total;
    }
    return Mixture.of(parts, weights);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    season.write(out);
    out.writeInt(offsetSeconds);
    for (DataProfile slot : slots) {
      slot.write(out);
    }
  }

  static SeasonalReference read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
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
    return new SeasonalReference(season, offset, slots);
  }
}
