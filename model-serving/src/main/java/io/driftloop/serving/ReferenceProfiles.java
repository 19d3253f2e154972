package io.driftloop.serving;

import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.Outcome;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.OutcomeReference;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.FourierFeatures;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.profile.Season;
import io.driftloop.signals.sketch.ReferenceScan;
import io.driftloop.signals.sketch.SketchProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds what later windows of a version are compared with. */
public final class ReferenceProfiles {
  /** Bins a number: enough to see a shift, few enough that each holds rows in a small window. */
  public static final int BINS = 10;

  /** Random features that all features together are compared by. */
  private static final int FOURIER_FEATURES = 32;

  /** Any will do, as long as it stays: the same rows give the same reference. */
  private static final long FOURIER_SEED = 20_071;

  private static final int UTC = 0;

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
    return of(
        schema,
        TimedRows.untimed(trainingRows),
        TimedRows.untimed(scores),
        labels,
        Optional.empty());
  }

  /**
   * The same, and what is normal at each time of a cycle.
   *
   * @param season hours and days are UTC; empty keeps none apart
   */
  public static ReferenceProfile of(
      FeatureSchema schema,
      TimedRows training,
      TimedRows scored,
      int[] labels,
      Optional<Season> season) {
    float[][] trainingRows = training.rows();
    float[][] scores = scored.rows();
    List<Bins> bins = new ArrayList<>();
    int[] categories = new int[schema.width()];
    for (int i = 0; i < schema.width(); i++) {
      bins.add(schema.features().get(i).bins(column(trainingRows, i), BINS));
      categories[i] = schema.features().get(i).categories().size();
    }
    ReferenceBuilder plain =
        new ReferenceBuilder(schema.names(), bins, schema.classes().size())
            .withFourier(fourier(trainingRows, categories));
    ReferenceBuilder builder = season.map(kept -> plain.withSeason(kept, UTC)).orElse(plain);
    for (int i = 0; i < trainingRows.length; i++) {
      builder.addFeatures(trainingRows[i], training.times()[i]);
    }
    for (int i = 0; i < scores.length; i++) {
      builder.addScores(scores[i], scored.times()[i]);
    }
    checkLabels(scores, labels);
    for (int i = 0; i < labels.length; i++) {
      builder.addLabel(scores[i], labels[i]);
    }
    return builder.build();
  }

  private static FourierFeatures fourier(float[][] rows, int[] categories) {
    ReferenceScan scan = new ReferenceScan(categories);
    for (float[] row : rows) {
      scan.add(row);
    }
    return scan.fourier(FOURIER_SEED, FOURIER_FEATURES);
  }

  /**
   * Sketches of the training rows' features.
   *
   * @param bins of the version's reference
   */
  public static SketchProfile sketches(List<Bins> bins, float[][] trainingRows) {
    SketchProfile sketches = SketchProfile.emptyReference(bins);
    for (float[] row : trainingRows) {
      sketches.add(row);
    }
    return sketches;
  }

  /**
   * How scores met labels, for estimates of quality without labels.
   *
   * @param scores class probabilities of rows that the version was not trained on
   * @param labels the label's class index of each of these rows; empty gives nothing
   */
  public static Optional<HeldBackReference> heldBack(
      FeatureSchema schema, float[][] scores, int[] labels) {
    checkLabels(scores, labels);
    return labels.length == 0
        ? Optional.empty()
        : Optional.of(HeldBackReference.of(scores, labels, schema.classes().size()));
  }

  /**
   * The same, with what segments and slices of labelled predictions are compared with.
   *
   * @param reference of the same version
   * @param rows that the version was not trained on, each with its features
   */
  public static Optional<HeldBackReference> heldBack(
      FeatureSchema schema, ReferenceProfile reference, List<Outcome> rows) {
    OutcomeReference names =
        new OutcomeReference(
            reference,
            schema.classes(),
            schema.features().stream().map(FeatureSchema.Feature::categories).toList(),
            schema.classes().size() - 1,
            Optional.empty());
    OutcomeProfile outcomes = OutcomeProfile.empty(schema.classes().size());
    rows.forEach(row -> outcomes.add(names, row));
    return heldBack(
            schema,
            rows.stream().map(Outcome::scores).toArray(float[][]::new),
            rows.stream().mapToInt(Outcome::label).toArray())
        .map(known -> known.with(outcomes));
  }

  /**
   * How well scores meet labels.
   *
   * @param scores class probabilities, one row a label
   * @param labels class indices; empty gives an empty profile
   */
  public static PerformanceProfile performance(float[][] scores, int[] labels) {
    checkLabels(scores, labels);
    PerformanceProfile profile = new PerformanceProfile();
    for (int i = 0; i < labels.length; i++) {
      profile.add(scores[i], labels[i]);
    }
    return profile;
  }

  private static void checkLabels(float[][] scores, int[] labels) {
    if (labels.length != 0 && labels.length != scores.length) {
      throw new IllegalArgumentException(
          "%d labels for %d rows".formatted(labels.length, scores.length));
    }
  }

  private static float[] column(float[][] rows, int feature) {
    float[] column = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      column[i] = rows[i][feature];
    }
    return column;
  }
}
