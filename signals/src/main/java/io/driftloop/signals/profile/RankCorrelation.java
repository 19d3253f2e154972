package io.driftloop.signals.profile;

import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How numbers move together: the correlation of every pair's bin ranks. The bins are the
 * reference's quantiles, so that this is about Spearman's correlation, and an outlier or a heavy
 * tail counts no more than any other value of an end bin. A row that misses one number of a pair is
 * left out of that pair only.
 *
 * <p>Ranks are whole numbers, so that sums are exact, and merging equals one pass to the last bit,
 * while rows × bins² stay below 2^53. A row of d numbers costs d²/2 multiplications, hence {@link
 * #MOST}.
 */
public final class RankCorrelation {
  /** Numbers that can be correlated; of more, the first are. */
  public static final int MOST = 32;

  private final int[] features;
  private final int[] bins;
  private final RankSums sums;

  private RankCorrelation(int[] features, int[] bins, RankSums sums) {
    this.features = features;
    this.bins = bins;
    this.sums = sums;
  }

  /** Of the first {@code most} numbers among these features. */
  static RankCorrelation of(List<Bins> bins, int most) {
    int[] features =
        IntStream.range(0, bins.size())
            .filter(i -> !bins.get(i).categorical())
            .limit(Math.min(most, MOST))
            .toArray();
    int[] regular = IntStream.of(features).map(i -> bins.get(i).regular()).toArray();
    return new RankCorrelation(features, regular, new RankSums(features.length));
  }

  /** Adds the rows of a block, whose features are all counted. */
  void add(RowBlock block) {
    RankProducts products = block.products();
    products.begin(features.length, block.rows());
    boolean complete = true;
    for (int i = 0; i < features.length; i++) {
      int feature = features[i];
      products.set(i, block.ranks(feature), block.bits(feature), bins[i]);
      complete &= block.complete(feature);
    }
    sums.add(products, complete);
  }

  void merge(RankCorrelation other) {
    requireSame(other);
    sums.addScaled(other.sums, 1);
  }

  private void requireSame(RankCorrelation other) {
    if (!Arrays.equals(features, other.features) || !Arrays.equals(bins, other.bins)) {
      throw new IllegalArgumentException("correlations of different features do not merge");
    }
  }

  static RankCorrelation mixture(List<RankCorrelation> parts, double[] factors) {
    RankCorrelation mixture = parts.get(0).empty();
    for (int i = 0; i < factors.length; i++) {
      mixture.requireSame(parts.get(i));
      mixture.sums.addScaled(parts.get(i).sums, factors[i]);
    }
    return mixture;
  }

  /** No rows of the same features. */
  RankCorrelation empty() {
    return new RankCorrelation(features, bins, new RankSums(features.length));
  }

  /** The correlated numbers' positions in the feature vector, ascending. */
  public int[] features() {
    return features.clone();
  }

  /**
   * Rows that have both numbers.
   *
   * @param first an index into {@link #features()}
   * @param second another
   */
  public long pairs(int first, int second) {
    return Math.round(sums.pairs(first, second));
  }

  /**
   * The correlation of two numbers' bin ranks, from -1 to 1; 0 where either is constant or fewer
   * than two rows have both.
   *
   * @param first an index into {@link #features()}
   * @param second another
   */
  public double correlation(int first, int second) {
    return sums.correlation(first, second);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(features.length);
    for (int i = 0; i < features.length; i++) {
      out.writeInt(features[i]);
      out.writeInt(bins[i]);
    }
    sums.write(out);
  }

  /**
   * @param regular regular bins of each feature of the profile that this is a part of
   */
  static RankCorrelation read(DataInput in, int[] regular) throws IOException {
    int width = Wire.readSize(in, MOST);
    int[] features = new int[width];
    int[] bins = new int[width];
    for (int i = 0; i < width; i++) {
      features[i] = Wire.readSize(in, regular.length - 1);
      bins[i] = in.readInt();
      if ((i > 0 && features[i] <= features[i - 1]) || bins[i] != regular[features[i]]) {
        throw new IOException("the correlated features are damaged");
      }
    }
    return new RankCorrelation(features, bins, RankSums.read(width, in));
  }
}
