package io.driftloop.signals.profile;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Builds a reference from a stream of rows without keeping any: the second of two passes over the
 * training rows, after bins were chosen in a first one (by the sketches' ReferenceScan, in bounded
 * memory, or by {@link Bins#ofQuantiles} where the rows are at hand).
 */
public final class ReferenceBuilder {
  private final List<String> names;
  private final List<Bins> bins;
  private final DataProfile data;
  private final PerformanceProfile performance = new PerformanceProfile();
  private final Optional<SeasonalReference> seasons;
  private final Optional<FourierReference> fourier;
  private final Optional<PairVariances.Collector> pairs;

  private ReferenceBuilder(
      List<String> names,
      List<Bins> bins,
      DataProfile data,
      Optional<SeasonalReference> seasons,
      Optional<FourierReference> fourier) {
    this.names = names;
    this.bins = bins;
    this.data = data;
    this.seasons = seasons;
    this.fourier = fourier;
    pairs = data.correlation().map(kept -> new PairVariances.Collector(bins, kept.features()));
  }

  /** A reference without rows over these features. */
  public ReferenceBuilder(List<String> names, List<Bins> bins, int classes) {
    this(names, bins, DataProfile.empty(bins, classes), Optional.empty(), Optional.empty());
  }

  /**
   * A reference without rows that keeps no correlations: of a part of the rows, such as a segment.
   */
  public static ReferenceBuilder ofPart(List<String> names, List<Bins> bins, int classes) {
    return new ReferenceBuilder(
        names, bins, DataProfile.empty(bins, classes, 0, 0), Optional.empty(), Optional.empty());
  }

  /**
   * This with a season, before any row is added; rows then need their times.
   *
   * @param offsetSeconds the local clock's, ahead of UTC
   */
  public ReferenceBuilder withSeason(Season season, int offsetSeconds) {
    requireNoRows();
    int classes = data.classCounts().length;
    SeasonalReference slots = SeasonalReference.empty(season, offsetSeconds, bins, classes);
    return new ReferenceBuilder(
        names,
        bins,
        data,
        Optional.of(fourier.map(kept -> slots.withFourier(kept.map().dimension())).orElse(slots)),
        fourier);
  }

  /** This with random features of all features together, before any row is added. */
  public ReferenceBuilder withFourier(FourierFeatures map) {
    requireNoRows();
    FourierProfile empty = FourierProfile.empty(map.dimension());
    return new ReferenceBuilder(
        names,
        bins,
        data,
        seasons.map(slots -> slots.withFourier(map.dimension())),
        Optional.of(new FourierReference(map, empty)));
  }

  private void requireNoRows() {
    if (data.rows() > 0 || data.scores().rows() > 0) {
      throw new IllegalArgumentException("rows were added already");
    }
  }

  /** Adds a training row's features to a reference without season. */
  public void addFeatures(float[] features) {
    addFeatures(features, OptionalLong.empty());
  }

  /**
   * Adds a training row's features.
   *
   * @param millis when the row was seen, since 1970-01-01T00:00Z
   */
  public void addFeatures(float[] features, long millis) {
    addFeatures(features, OptionalLong.of(millis));
  }

  private void addFeatures(float[] features, OptionalLong millis) {
    OptionalInt slot = slot(millis);
    if (slot.isPresent()) {
      seasons.orElseThrow().profile(slot.getAsInt()).addFeatures(bins, features);
    }
    data.addFeatures(bins, features);
    pairs.ifPresent(kept -> kept.add(features));
    fourier.ifPresent(kept -> addTogether(kept, slot, features));
  }

  private void addTogether(FourierReference kept, OptionalInt slot, float[] features) {
    kept.profile().add(kept.map(), features);
    if (slot.isPresent()) {
      seasons.orElseThrow().fourier(slot.getAsInt()).orElseThrow().add(kept.map(), features);
    }
  }

  /** Adds a held-back row's class probabilities to a reference without season. */
  public void addScores(float[] scores) {
    addScores(scores, OptionalLong.empty());
  }

  /**
   * Adds a held-back row's class probabilities.
   *
   * @param millis when the row was seen, since 1970-01-01T00:00Z
   */
  public void addScores(float[] scores, long millis) {
    addScores(scores, OptionalLong.of(millis));
  }

  private void addScores(float[] scores, OptionalLong millis) {
    OptionalInt slot = slot(millis);
    if (slot.isPresent()) {
      seasons.orElseThrow().profile(slot.getAsInt()).addScores(scores);
    }
    data.addScores(scores);
  }

  private OptionalInt slot(OptionalLong millis) {
    if (seasons.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        seasons
            .get()
            .slot(
                millis.orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "a row of a seasonal reference needs its time"))));
  }

  /** Adds how a held-back row's class probabilities met its label, a class's index. */
  public void addLabel(float[] scores, int label) {
    performance.add(scores, label);
  }

  /** The reference of all rows so far. */
  public ReferenceProfile build() {
    return new ReferenceProfile(
        names,
        bins,
        data,
        performance,
        seasons,
        fourier,
        pairs.map(PairVariances.Collector::variances));
  }
}
