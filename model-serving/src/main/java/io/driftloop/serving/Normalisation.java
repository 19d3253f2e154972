package io.driftloop.serving;

import io.driftloop.schemas.Normaliser;
import io.driftloop.schemas.NormaliserColumn;
import io.driftloop.signals.profile.Moments;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a network's input of a row's raw features. A number is standardised with the training rows'
 * mean and deviation and cut off at {@value #LIMIT} deviations, so that a single wild value cannot
 * blow a network up; a missing number is the mean, 0. A category is one-hot; an unseen or missing
 * one is all zeros.
 */
public final class Normalisation {
  /** Deviations from the mean beyond which a number counts as this far away. */
  public static final float LIMIT = 10f;

  /** Deviations below this are rounding noise of a constant and count as 1. */
  private static final double SMALLEST_DEVIATION = 1e-9;

  private final int[] categories;
  private final double[] means;
  private final double[] deviations;
  private final int inputWidth;

  public Normalisation(Normaliser normaliser) {
    List<NormaliserColumn> columns = normaliser.getColumns();
    categories = columns.stream().mapToInt(NormaliserColumn::getCategories).toArray();
    means = columns.stream().mapToDouble(NormaliserColumn::getMean).toArray();
    deviations = columns.stream().mapToDouble(NormaliserColumn::getDeviation).toArray();
    int inputs = 0;
    for (int count : categories) {
      inputs += Math.max(1, count);
    }
    inputWidth = inputs;
  }

  /**
   * Means and deviations of training rows, missing and infinite values left out. A feature that
   * never changes gets deviation 1.
   *
   * @param rows raw features, one row each of the schema's width
   */
  public static Normaliser fit(FeatureSchema schema, float[][] rows) {
    List<NormaliserColumn> columns = new ArrayList<>();
    for (int i = 0; i < schema.width(); i++) {
      FeatureSchema.Feature feature = schema.features().get(i);
      if (feature.categorical()) {
        columns.add(new NormaliserColumn(feature.name(), feature.categories().size(), 0.0, 1.0));
      } else {
        columns.add(standardised(feature.name(), moments(rows, i)));
      }
    }
    return new Normaliser(columns);
  }

  private static Moments moments(float[][] rows, int feature) {
    Moments moments = new Moments();
    for (float[] row : rows) {
      if (Float.isFinite(row[feature])) {
        moments.add(row[feature]);
      }
    }
    return moments;
  }

  private static NormaliserColumn standardised(String name, Moments moments) {
    double deviation = Math.sqrt(moments.variance());
    double floor = SMALLEST_DEVIATION * Math.max(1, Math.abs(moments.mean()));
    return new NormaliserColumn(name, 0, moments.mean(), deviation > floor ? deviation : 1.0);
  }

  /** Raw features a row. */
  public int width() {
    return categories.length;
  }

  /** Inputs that a row becomes. */
  public int inputWidth() {
    return inputWidth;
  }

  /**
   * Writes a row's inputs.
   *
   * @param features raw features, {@link #width} of them
   * @param into receives {@link #inputWidth} values, all finite
   * @param offset where they start in {@code into}
   * @throws IllegalArgumentException where the row has another width
   */
  public void apply(float[] features, float[] into, int offset) {
    if (features.length != categories.length) {
      throw new IllegalArgumentException(
          "%d features, expected %d".formatted(features.length, categories.length));
    }
    int position = offset;
    for (int i = 0; i < features.length; i++) {
      if (categories[i] == 0) {
        into[position++] = standardise(features[i], i);
      } else {
        oneHot(features[i], into, position, categories[i]);
        position += categories[i];
      }
    }
  }

  /** The inputs of several rows, one array a row. */
  public float[][] applyAll(float[][] rows) {
    float[][] inputs = new float[rows.length][inputWidth];
    for (int i = 0; i < rows.length; i++) {
      apply(rows[i], inputs[i], 0);
    }
    return inputs;
  }

  private float standardise(float value, int feature) {
    if (Float.isNaN(value)) {
      return 0f;
    }
    float standardised = (float) ((value - means[feature]) / deviations[feature]);
    return Math.max(-LIMIT, Math.min(LIMIT, standardised));
  }

  private static void oneHot(float value, float[] into, int offset, int count) {
    for (int i = 0; i < count; i++) {
      into[offset + i] = value == i ? 1f : 0f;
    }
  }
}
