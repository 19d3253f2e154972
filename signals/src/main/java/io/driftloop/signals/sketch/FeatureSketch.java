package io.driftloop.signals.sketch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What bins cannot say of one feature: any quantile of a number; of a category how many there are
 * and which come most often, unseen ones included. Missing values are counted only.
 */
public final class FeatureSketch {
  private final Optional<QuantileSketch> quantiles;
  private final Optional<DistinctSketch> distinct;
  private final Optional<FrequentItems<Long>> frequent;

  private FeatureSketch(
      Optional<QuantileSketch> quantiles,
      Optional<DistinctSketch> distinct,
      Optional<FrequentItems<Long>> frequent) {
    this.quantiles = quantiles;
    this.distinct = distinct;
    this.frequent = frequent;
  }

  static FeatureSketch ofNumber(int k) {
    return new FeatureSketch(
        Optional.of(QuantileSketch.empty(k)), Optional.empty(), Optional.empty());
  }

  static FeatureSketch ofCategory() {
    return new FeatureSketch(
        Optional.empty(),
        Optional.of(DistinctSketch.empty()),
        Optional.of(FrequentItems.ofLongs()));
  }

  /** Adds a value; NaN is missing, and left out. A category's index is rounded down. */
  void add(float value) {
    if (Float.isNaN(value)) {
      return;
    }
    if (quantiles.isPresent()) {
      quantiles.get().add(value);
    } else {
      long index = (long) Math.floor(value);
      distinct.get().add(index);
      frequent.get().add(index);
    }
  }

  void merge(FeatureSketch other) {
    if (quantiles.isPresent() != other.quantiles.isPresent()) {
      throw new IllegalArgumentException("a number and a category do not merge");
    }
    if (quantiles.isPresent()) {
      quantiles.get().merge(other.quantiles.get());
    } else {
      distinct.get().merge(other.distinct.get());
      frequent.get().merge(other.frequent.get());
    }
  }

  /** Quantiles of a number; empty for a category. */
  public Optional<QuantileSketch> quantiles() {
    return quantiles;
  }

  /** How many categories came; empty for a number. */
  public Optional<DistinctSketch> distinct() {
    return distinct;
  }

  /** The indices of the most frequent categories; empty for a number. */
  public Optional<FrequentItems<Long>> frequent() {
    return frequent;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(quantiles.isPresent());
    if (quantiles.isPresent()) {
      quantiles.get().write(out);
    } else {
      distinct.get().write(out);
      frequent.get().write(out);
    }
  }

  static FeatureSketch read(DataInput in) throws IOException {
    if (in.readBoolean()) {
      return new FeatureSketch(
          Optional.of(QuantileSketch.read(in)), Optional.empty(), Optional.empty());
    }
    return new FeatureSketch(
        Optional.empty(),
        Optional.of(DistinctSketch.read(in)),
        Optional.of(FrequentItems.readLongs(in)));
  }
}
