package io.driftloop.serving;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.ArrayList;
import java.util.List;

/** Builds what later windows of a version are compared with. */
public final class ReferenceProfiles {
  /** Bins a number: enough to see a shift, few enough that each holds rows in a small window. */
  public static final int BINS = 10;

  private ReferenceProfiles() {}

  /**
   * The reference of a version.
   *
   * @param trainingRows raw features, one row each of the schema's width; they give bins and counts
   * @param scores class probabilities of rows that the version was not trained on
   * @param labels the label's class index of each of these rows; empty where none is known
   */
  public static ReferenceProfile of(
      FeatureSchema schema, float[][] trainingRows, float[][] scores, int[] labels) {
    List<Bins> bins = new ArrayList<>();
    for (int i = 0; i < schema.width(); i++) {
      bins.add(schema.features().get(i).bins(column(trainingRows, i), BINS));
    }
    DataProfile data = DataProfile.empty(bins, schema.classes().size());
    for (float[] row : trainingRows) {
      data.addFeatures(bins, row);
    }
    for (float[] row : scores) {
      data.addScores(row);
    }
    return new ReferenceProfile(schema.names(), bins, data, performance(scores, labels));
  }

  /**
   * How well scores meet labels.
   *
   * @param scores class probabilities, one row a label
   * @param labels class indices; empty gives an empty profile
   */
  public static PerformanceProfile performance(float[][] scores, int[] labels) {
    if (labels.length != 0 && labels.length != scores.length) {
      throw new IllegalArgumentException(
          "%d labels for %d rows".formatted(labels.length, scores.length));
    }
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < labels.length; i++) {
      profile.add(scores[i], labels[i]);
    }
    return profile;
  }

  private static float[] column(float[][] rows, int feature) {
    float[] column = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][feature];
    }
    return column;
  }
}
