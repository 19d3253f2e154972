package io.driftloop.signals.monitor;

import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.Season;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import io.driftloop.signals.sketch.ReferenceScan;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.OutputLayer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A healthy stream of a model of three classes whose scores are calibrated: numbers that are
 * normal, skewed, heavy-tailed, discrete, clipped, mostly zero and sometimes missing, and
 * categories of which some are rare.
 */
final class Stream {
  static final int CLASSES = 3;
  static final int NUMBERS = 17;
  static final int[] CATEGORIES = {4, 12, 40};
  static final int FEATURES = NUMBERS + CATEGORIES.length;
  static final List<String> NAMES =
      IntStream.range(0, FEATURES).mapToObj(i -> "feature" + i).toList();

  private static final int BINS = 10;
  private static final int FOURIER_FEATURES = 32;

  private Stream() {}

  /** A row; the first two numbers go together. */
  static float[] row(RandomGenerator random) {
    float[] row = new float[FEATURES];
    for (int i = 0; i < NUMBERS; i++) {
      row[i] = (float) random.nextGaussian();
    }
    row[1] = 0.8f * row[0] + 0.6f * row[1];
    row[5] = (float) Math.exp(row[5]);
    row[6] = (float) Math.exp(0.5 * row[0] + row[6]);
    row[7] = row[7] / (1e-6f + Math.abs(row[6]));
    row[8] = Math.round(2 * row[8]);
    row[9] = row[9] > 1 ? 1 : 0;
    row[10] = Math.min(1.5f, Math.max(-0.5f, row[10]));
    row[11] = Math.max(0, row[11] - 1);
    row[12] = random.nextInt(20) == 0 ? Float.NaN : row[12];
    row[13] = random.nextInt(500) == 0 ? Float.NaN : row[13];
    row[14] = row[0] > 1 ? Float.NaN : row[14];
    for (int i = 0; i < CATEGORIES.length; i++) {
      double share = Math.pow(random.nextDouble(), 3);
      row[NUMBERS + i] = (int) (CATEGORIES[i] * share);
    }
    return row;
  }

  /** What the model makes of a row, which is the true probability of each class. */
  static float[] scores(float[] row) {
    double[] weights = {
      Math.exp(1.5 * row[0]), Math.exp(1.5 * row[2] - row[3]), Math.exp(0.5 + row[4])
    };
    double sum = weights[0] + weights[1] + weights[2];
    float[] scores = new float[CLASSES];
    for (int i = 0; i < CLASSES; i++) {
      scores[i] = (float) (weights[i] / sum);
    }
    return scores;
  }

  /** A class with these probabilities. */
  static int label(float[] scores, RandomGenerator random) {
    double left = random.nextDouble();
    for (int i = 0; i < CLASSES - 1; i++) {
      left -= scores[i];
      if (left < 0) {
        return i;
      }
    }
    return CLASSES - 1;
  }

  /** A reference of so many training rows, and half as many held-back ones with labels. */
  static PredictionReference reference(int rows, RandomGenerator random) {
    float[][] scores = new float[rows / 2][];
    int[] labels = new int[scores.length];
    ReferenceBuilder builder = builder(rows, random);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scores(row(random));
      labels[i] = label(scores[i], random);
      builder.addScores(scores[i]);
      builder.addLabel(scores[i], labels[i]);
    }
    return new PredictionReference(
        builder.build(), Optional.of(HeldBackReference.of(scores, labels, CLASSES)));
  }

  /** The model's last hidden layer. */
  static float[] embedding(float[] row) {
    return new float[] {
      Math.max(0, row[0]), Math.max(0, row[2] - row[3]), Math.max(0, 0.5f + row[4]), 1 - row[3]
    };
  }

  /** The same reference, of a model whose embeddings are known. */
  static PredictionReference embedded(int rows, RandomGenerator random) {
    PredictionReference plain = reference(rows, random);
    float[][] fitted = new float[rows][];
    float[][] unseen = new float[rows / 2][];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      float[] row = row(random);
      fitted[i] = embedding(row);
      labels[i] = label(scores(row), random);
    }
    for (int i = 0; i < unseen.length; i++) {
      unseen[i] = embedding(row(random));
    }
    float[][] weights = {{1.5f, 0, 0, 0}, {0, 1.5f, 0, 0}, {0, 0, 1, 0.3f}};
    OutputLayer output = new OutputLayer(weights, new float[] {0, 0, 0.5f});
    return new PredictionReference(
        plain.profile(),
        plain.heldBack(),
        Optional.of(EmbeddingReference.of(fitted, labels, CLASSES, unseen, Optional.of(output))),
        Optional.empty());
  }

  /** The same reference, with sketches of as many rows. */
  static PredictionReference sketched(int rows, RandomGenerator random) {
    return sketched(reference(rows, random), () -> row(random), rows);
  }

  private static PredictionReference sketched(
      PredictionReference plain, Supplier<float[]> source, int rows) {
    SketchProfile sketches = SketchProfile.emptyReference(plain.profile().bins());
    for (int i = 0; i < rows; i++) {
      sketches.add(source.get());
    }
    return new PredictionReference(
        plain.profile(), plain.heldBack(), plain.embedding(), Optional.of(sketches));
  }

  /** A reference of numbers of so many bins, two classes without scores, and sketches. */
  static PredictionReference withSketches(
      Supplier<float[]> source, int rows, List<String> names, int bins, Optional<Season> season) {
    float[][] training = new float[rows][];
    ReferenceScan scan = new ReferenceScan(new int[names.size()]);
    for (int i = 0; i < rows; i++) {
      training[i] = source.get();
      scan.add(training[i]);
    }
    ReferenceBuilder plain = new ReferenceBuilder(names, scan.bins(bins), 2);
    ReferenceBuilder builder = season.map(kept -> plain.withSeason(kept, 0)).orElse(plain);
    for (float[] row : training) {
      builder.addFeatures(row, 0);
    }
    return sketched(new PredictionReference(builder.build(), Optional.empty()), source, rows);
  }

  /** A healthy model of which all is measured that can be. */
  static PredictionReference full(int rows, RandomGenerator random) {
    return sketched(embedded(rows, random), () -> row(random), rows);
  }

  private static ReferenceBuilder builder(int rows, RandomGenerator random) {
    float[][] training = new float[rows][];
    int[] categories = new int[FEATURES];
    System.arraycopy(CATEGORIES, 0, categories, NUMBERS, CATEGORIES.length);
    ReferenceScan scan = new ReferenceScan(categories);
    for (int i = 0; i < rows; i++) {
      training[i] = row(random);
      scan.add(training[i]);
    }
    ReferenceBuilder builder =
        new ReferenceBuilder(NAMES, scan.bins(BINS), CLASSES)
            .withFourier(scan.fourier(1, FOURIER_FEATURES));
    for (float[] row : training) {
      builder.addFeatures(row);
    }
    return builder;
  }

  /** A window of healthy rows. */
  static PredictionProfile window(PredictionReference reference, int rows, RandomGenerator random) {
    return window(reference, rows, random, row -> {}, scores -> scores);
  }

  /**
   * A window of rows that are changed before the model sees them, and scores that are changed
   * afterwards.
   */
  static PredictionProfile window(
      PredictionReference reference,
      int rows,
      RandomGenerator random,
      Consumer<float[]> change,
      UnaryOperator<float[]> changeScores) {
    PredictionProfile window = PredictionProfile.empty(reference);
    for (int i = 0; i < rows; i++) {
      float[] row = row(random);
      change.accept(row);
      float[] embedding = reference.embedding().isPresent() ? embedding(row) : null;
      window.add(row, changeScores.apply(scores(row)), embedding, 0, true);
    }
    return window;
  }

  /** Scores to a power, scaled to sum to 1: above 1 the model is surer than before. */
  static float[] sharpened(float[] scores, double power) {
    double sum = 0;
    for (float score : scores) {
      sum += Math.pow(score, power);
    }
    float[] sharpened = new float[scores.length];
    for (int i = 0; i < scores.length; i++) {
      sharpened[i] = (float) (Math.pow(scores[i], power) / sum);
    }
    return sharpened;
  }

  /** A budget of 5 % per hundred windows, over five scales; whatever is more than chance counts. */
  static MonitorSettings settings() {
    return settings(Set.of());
  }

  static MonitorSettings settings(Set<SignalKind> off) {
    return new MonitorSettings(
        FalseAlarmBudget.alpha(0.05), Duration.ofDays(1), 5, 100, Effects.ANY, off);
  }

  /** The readings of a kind. */
  static List<Reading> of(SignalKind kind, List<Reading> readings) {
    return readings.stream().filter(reading -> reading.kind() == kind).toList();
  }

  /** The reading of a kind and a subject, which is there. */
  static Reading of(SignalKind kind, String subject, List<Reading> readings) {
    return of(kind, readings).stream()
        .filter(reading -> reading.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " of '" + subject + "'"));
  }
}
