package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is normal for a model version: its features' bins and counts in the training data, and its
 * scores and performance on rows that it was not trained on. Holds no rows.
 *
 * @param names the features' names, in order
 * @param bins the features' bins, in order
 * @param data counts of the training rows, and the scores given to held-back rows
 * @param performance performance on held-back rows; empty where no labels were at hand
 * @param seasons what is normal at each time of a cycle, where one is known
 * @param fourier what is normal for all features together, where that is kept
 * @param pairs how sure the correlations of the training rows are; empty where an older version
 *     built the reference
 */
public record ReferenceProfile(
    List<String> names,
    List<Bins> bins,
    DataProfile data,
    PerformanceProfile performance,
    Optional<SeasonalReference> seasons,
    Optional<FourierReference> fourier,
    Optional<PairVariances> pairs) {
  private static final int FIRST_FORMAT = 1;
  private static final int SECOND_FORMAT = 2;
  private static final int FORMAT = 3;
  private static final int MAX_FEATURES = 1 << 20;

  public ReferenceProfile {
    names = List.copyOf(names);
    bins = List.copyOf(bins);
    // A reference is read by many threads, and profiles take rows in together when they are read.
    data.settle();
    seasons.ifPresent(SeasonalReference::settle);
    fourier.ifPresent(kept -> kept.profile().settle());
    if (names.size() != bins.size() || names.size() != data.features()) {
      throw new IllegalArgumentException("names, bins and counts differ in length");
    }
    requireCounts(names, bins, data);
    if (seasons.isPresent()) {
      requireSeason(seasons.get(), names, bins, data, fourier);
    }
    if (fourier.isPresent() && fourier.get().map().features() != names.size()) {
      throw new IllegalArgumentException("the random features are of other features");
    }
    int correlated = data.correlation().map(kept -> kept.features().length).orElse(0);
    if (pairs.isPresent() && !pairs.get().fits(correlated)) {
      throw new IllegalArgumentException("the variances are of other pairs");
    }
  }

  /** A reference without seasons, random features and variances of pairs. */
  public ReferenceProfile(
      List<String> names, List<Bins> bins, DataProfile data, PerformanceProfile performance) {
    this(names, bins, data, performance, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void requireSeason(
      SeasonalReference known,
      List<String> names,
      List<Bins> bins,
      DataProfile data,
      Optional<FourierReference> fourier) {
    for (int slot = 0; slot < known.season().slots(); slot++) {
      requireCounts(names, bins, known.profile(slot));
      if (known.profile(slot).classCounts().length != data.classCounts().length) {
        throw new IllegalArgumentException("the seasons have other classes");
      }
      Optional<FourierProfile> together = known.fourier(slot);
      if (together.isPresent()
          && (fourier.isEmpty() || fourier.get().map().dimension() != together.get().dimension())) {
        throw new IllegalArgumentException("the seasons have other random features");
      }
    }
  }

  private static void requireCounts(List<String> names, List<Bins> bins, DataProfile data) {
    for (int i = 0; i < bins.size(); i++) {
      if (i >= data.features() || bins.get(i).size() != data.featureCounts(i).length) {
        throw new IllegalArgumentException(names.get(i) + " has other bins than counts");
      }
    }
  }

  public int classes() {
    return data.classCounts().length;
  }

  /**
   * An empty profile of a window to be compared with this reference: it correlates numbers where
   * this does, and counts rows in the slots of the season that this has.
   */
  public DataProfile emptyWindow() {
    int correlated = data.correlation().map(kept -> kept.features().length).orElse(0);
    int slots = seasons.map(known -> known.season().slots()).orElse(0);
    return DataProfile.empty(bins, classes(), correlated, slots);
  }

  /**
   * What a window is to be compared with: all data, or the mixture of the season's slots in the
   * window's shares where seasons are known.
   */
  public DataProfile expected(DataProfile window) {
    return seasons.map(known -> known.expected(data, window.slots())).orElse(data);
  }

  /** The same of all features together; empty where that is not kept. */
  public Optional<FourierProfile> expectedTogether(DataProfile window) {
    return fourier.map(
        kept ->
            seasons
                .map(known -> known.expected(kept.profile(), window.slots()))
                .orElse(kept.profile()));
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.writeUTF(names.get(i));
      bins.get(i).write(out);
    }
    data.write(out);
    performance.write(out);
    out.writeBoolean(seasons.isPresent());
    if (seasons.isPresent()) {
      seasons.get().write(out);
    }
    out.writeBoolean(fourier.isPresent());
    if (fourier.isPresent()) {
      fourier.get().write(out);
    }
    out.writeBoolean(pairs.isPresent());
    if (pairs.isPresent()) {
      pairs.get().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote, or an older version's.
   *
   * @throws IOException where the bytes are no reference profile of a known format
   */
  public static ReferenceProfile read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format < FIRST_FORMAT || format > FORMAT) {
      throw new IOException("reference profile format %d is unknown".formatted(format));
    }
    boolean first = format == FIRST_FORMAT;
    int features = Wire.readSize(in, MAX_FEATURES);
    List<String> names = new ArrayList<>();
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < features; i++) {
      names.add(in.readUTF());
      bins.add(first ? Bins.readWithoutRange(in) : Bins.read(in));
    }
    DataProfile data = DataProfile.read(in);
    PerformanceProfile performance = PerformanceProfile.read(in);
    Optional<SeasonalReference> seasons =
        !first && in.readBoolean() ? Optional.of(SeasonalReference.read(in)) : Optional.empty();
    Optional<FourierReference> fourier =
        !first && in.readBoolean() ? Optional.of(FourierReference.read(in)) : Optional.empty();
    Optional<PairVariances> pairs =
        format > SECOND_FORMAT && in.readBoolean()
            ? Optional.of(PairVariances.read(in))
            : Optional.empty();
    try {
      return new ReferenceProfile(names, bins, data, performance, seasons, fourier, pairs);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
