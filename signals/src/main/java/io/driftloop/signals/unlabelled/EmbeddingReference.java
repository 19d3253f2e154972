package io.driftloop.signals.unlabelled;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a version's embeddings are normally like: statistics and a bounded sample of the rows that
 * it was fitted to, and for each method the score that 5 % of the rows that it was not fitted to
 * exceed.
 */
public final class EmbeddingReference {
  private static final byte FORMAT = 1;

  /** Enough for a distance to the fifth of them; a search of all costs as many rows' distances. */
  private static final int SAMPLE = 256;

  private static final int NEIGHBOUR = 5;
  private static final double NORMAL = 0.95;
  private static final long SEED = 20_022;

  private final EmbeddingStatistics statistics;
  private final EmbeddingSample sample;
  private final Optional<OutputLayer> output;
  private final List<OutlierMethod> methods;
  private final List<OutlierThreshold> thresholds;
  private final Mahalanobis mahalanobis;
  private final NearestNeighbours neighbours;

  private EmbeddingReference(
      EmbeddingStatistics statistics,
      EmbeddingSample sample,
      Optional<OutputLayer> output,
      List<OutlierThreshold> thresholds) {
    this.statistics = statistics;
    this.sample = sample;
    this.output = output;
    this.thresholds = thresholds;
    methods = methods(output);
    mahalanobis = Mahalanobis.of(statistics);
    neighbours = NearestNeighbours.of(sample, NEIGHBOUR);
  }

  private static List<OutlierMethod> methods(Optional<OutputLayer> output) {
    return output.isPresent()
        ? List.of(OutlierMethod.values())
        : List.of(OutlierMethod.MAHALANOBIS, OutlierMethod.NEAREST_NEIGHBOURS);
  }

  /**
   * The reference of a version.
   *
   * @param fitted embeddings of rows that it was fitted to: finite, at least one
   * @param labels the class of each of these
   * @param unseen embeddings of rows that it was not fitted to; they give the thresholds
   * @param output makes logits of an embedding; without it there is no energy
   */
  public static EmbeddingReference of(
      float[][] fitted, int[] labels, int classes, float[][] unseen, Optional<OutputLayer> output) {
    if (fitted.length == 0 || labels.length != fitted.length) {
      throw new IllegalArgumentException(
          "%d labels for %d embeddings".formatted(labels.length, fitted.length));
    }
    EmbeddingStatistics statistics = new EmbeddingStatistics(classes, fitted[0].length);
    EmbeddingSample sample = new EmbeddingSample(SAMPLE, fitted[0].length, SEED);
    for (int i = 0; i < fitted.length; i++) {
      statistics.add(labels[i], fitted[i]);
      sample.add(String.valueOf(i), fitted[i]);
    }
    EmbeddingReference scorer = new EmbeddingReference(statistics, sample, output, List.of());
    List<OutlierThreshold> thresholds = new ArrayList<>();
    for (OutlierMethod method : scorer.methods) {
      double[] scores = new double[unseen.length];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = scorer.score(method, unseen[i]);
      }
      thresholds.add(OutlierThreshold.of(scores, NORMAL));
    }
    return new EmbeddingReference(statistics, sample, output, List.copyOf(thresholds));
  }

  public int dimensions() {
    return statistics.dimensions();
  }

  public int classes() {
    return statistics.classes();
  }

  /** The methods that this has a threshold for, in a fixed order. */
  public List<OutlierMethod> methods() {
    return methods;
  }

  /** The threshold of a method, by its place in {@link #methods}. */
  public OutlierThreshold threshold(int method) {
    return thresholds.get(method);
  }

  /** Whether a row counts as out-of-distribution by a method, by its place. */
  boolean isBeyond(int method, float[] embedding) {
    return thresholds.get(method).isBeyond(score(methods.get(method), embedding));
  }

  private double score(OutlierMethod method, float[] embedding) {
    return switch (method) {
      case MAHALANOBIS -> mahalanobis.score(embedding);
      case NEAREST_NEIGHBOURS -> neighbours.score(embedding);
      case ENERGY -> OutlierScores.energy(output.orElseThrow().logits(embedding));
    };
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    statistics.write(out);
    sample.write(out);
    out.writeBoolean(output.isPresent());
    if (output.isPresent()) {
      output.get().write(out);
    }
    for (OutlierThreshold threshold : thresholds) {
      threshold.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such reference of a known format
   */
  public static EmbeddingReference read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "embedding reference");
    EmbeddingStatistics statistics = EmbeddingStatistics.read(in);
    EmbeddingSample sample = EmbeddingSample.read(in);
    Optional<OutputLayer> output =
        in.readBoolean()
            ? Optional.of(OutputLayer.read(in, statistics.classes(), statistics.dimensions()))
            : Optional.empty();
    List<OutlierThreshold> thresholds = new ArrayList<>();
    for (int i = 0; i < methods(output).size(); i++) {
      thresholds.add(OutlierThreshold.read(in));
    }
    if (sample.rows().isEmpty() || sample.dimensions() != statistics.dimensions()) {
      throw new IOException("the sample does not fit the statistics");
    }
    try {
      return new EmbeddingReference(statistics, sample, output, List.copyOf(thresholds));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
