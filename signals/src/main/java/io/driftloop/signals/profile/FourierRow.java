package io.driftloop.signals.profile;

/** A row on its way through {@link FourierFeatures}; used again and again by one thread. */
public final class FourierRow {
  /** A number a feature, at most the clip in deviations; what a category counts for. */
  float[] scaled = {};

  /** By feature: its line of weights, where features have several of them. */
  float[][] lines = {};

  /** By random feature. */
  float[] angles = {};

  void makeRoom(int features, int dimension) {
    if (scaled.length != features) {
      scaled = new float[features];
      lines = new float[features][];
    }
    if (angles.length != dimension) {
      angles = new float[dimension];
    }
  }
}
