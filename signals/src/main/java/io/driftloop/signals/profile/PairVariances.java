package io.driftloop.signals.profile;

import io.driftloop.signals.drift.PairMoments;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * How sure each correlation of a reference's {@link RankCorrelation} is, whatever the law of its
 * numbers: the variance of a pair's correlation times the number of rows. Windows need none of it.
 */
public final class PairVariances {
  private static final int MOST_PAIRS = pairs(RankCorrelation.MOST);

  private final double[] values;

  private PairVariances(double[] values) {
    this.values = values;
  }

  private static int pairs(int numbers) {
    return numbers * (numbers - 1) / 2;
  }

  /**
   * Of one pair, 0 or more.
   *
   * @param first an index into {@link RankCorrelation#features()}
   * @param second another one
   */
  public double of(int first, int second) {
    if (first == second) {
      throw new IllegalArgumentException("a number makes no pair with itself");
    }
    return values[pairs(Math.max(first, second)) + Math.min(first, second)];
  }

  /** Whether there is one for each pair of so many numbers. */
  boolean fits(int numbers) {
    return values.length == pairs(numbers);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static PairVariances read(DataInput in) throws IOException {
    double[] values = new double[Wire.readSize(in, MOST_PAIRS)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Wire.readSum(in);
    }
    return new PairVariances(values);
  }

  /** Gathers rows of the reference. */
  static final class Collector {
    private final List<Bins> bins;
    private final int[] features;
    private final double[] ranks;
    private final PairMoments[] moments;

    /**
     * @param bins of all features
     * @param features positions of the correlated numbers, ascending
     */
    Collector(List<Bins> bins, int[] features) {
      this.bins = bins;
      this.features = features;
      ranks = new double[features.length];
      moments = new PairMoments[pairs(features.length)];
      for (int i = 0; i < moments.length; i++) {
        moments[i] = new PairMoments();
      }
    }

    void add(float[] row) {
      for (int i = 0; i < features.length; i++) {
        Bins numbers = bins.get(features[i]);
        int bin = numbers.indexOf(row[features[i]]);
        double size = numbers.regular();
        ranks[i] = bin < size ? (2 * bin + 1 - size) / size : Double.NaN;
      }
      int pair = 0;
      for (int i = 0; i < ranks.length; i++) {
        for (int j = 0; j < i; j++) {
          if (!Double.isNaN(ranks[i] + ranks[j])) {
            moments[pair].add(ranks[i], ranks[j]);
          }
          pair++;
        }
      }
    }

    PairVariances variances() {
      double[] values = new double[moments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = moments[i].variance();
      }
      return new PairVariances(values);
    }
  }
}
