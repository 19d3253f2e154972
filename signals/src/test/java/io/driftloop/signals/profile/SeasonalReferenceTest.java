package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class SeasonalReferenceTest {
  private static final long HOUR = 3_600_000;
  private static final int HOURLY = 400;

  private final Random random = new Random(20_261_123);
  private final Bins deciles = Bins.ofQuantiles(sample(), 10);

  /** A temperature with a daily cycle of as much as its noise's deviation. */
  private float[] temperature(int hour) {
    return new float[] {(float) (Math.sin(hour * Math.PI / 12) + random.nextGaussian())};
  }

  private float[] sample() {
    float[] sample = new float[4_800];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = temperature(i % 24)[0];
    }
    return sample;
  }

  private ReferenceProfile reference() {
    ReferenceBuilder builder =
        new ReferenceBuilder(List.of("temperature"), List.of(deciles), 2)
            .withSeason(Season.HOUR_OF_DAY, 0);
    for (int i = 0; i < 24 * HOURLY; i++) {
      builder.addFeatures(temperature(i % 24), i % 24 * HOUR);
      builder.addScores(Samples.scores(random), i % 24 * HOUR);
    }
    return builder.build();
  }

  private DataProfile window(ReferenceProfile reference, int hour, int hours, int rows) {
    DataProfile window = reference.emptyWindow();
    for (int i = 0; i < rows; i++) {
      int at = hour + i * hours / rows;
      window.addFeatures(reference.bins(), temperature(at % 24));
      window.addSlot(reference.seasons().orElseThrow().slot(at * HOUR));
    }
    return window;
  }

  /**
   * Windows of three hours, each tested at 1 % for the same distribution as the reference: nearly
   * all alarm against the whole reference, about 1 % against what is expected at their hours.
   */
  @Test
  void aDailyCycleIsNoDrift() {
    ReferenceProfile reference = reference();
    int plain = 0;
    int seasonal = 0;
    int trials = 600;
    for (int i = 0; i < trials; i++) {
      DataProfile window = window(reference, i, 3, 300);
      plain += alarm(reference.data(), window) ? 1 : 0;
      seasonal += alarm(reference.expected(window), window) ? 1 : 0;
    }
    assertThat(plain).isGreaterThan(trials * 3 / 4);
    // Binomial of 600 and .01, whose 99.9 % quantile is 14.
    assertThat(seasonal).isLessThanOrEqualTo(14);
  }

  /** The same test still sees what is drift: half a deviation at these hours. */
  @Test
  void aShiftAtItsHoursIsDrift() {
    ReferenceProfile reference = reference();
    for (int hour = 0; hour < 24; hour++) {
      DataProfile window = reference.emptyWindow();
      for (int i = 0; i < 500; i++) {
        float[] row = temperature(hour);
        row[0] += 0.5f;
        window.addFeatures(reference.bins(), row);
        window.addSlot(hour);
      }
      assertThat(alarm(reference.expected(window), window)).as("hour %d", hour).isTrue();
    }
  }

  /** The chi-squared test of two samples over the regular bins. */
  private static boolean alarm(DataProfile expected, DataProfile window) {
    long[] x = Arrays.copyOf(expected.featureCounts(0), 10);
    long[] y = Arrays.copyOf(window.featureCounts(0), 10);
    double n = Arrays.stream(x).sum();
    double m = Arrays.stream(y).sum();
    double statistic = 0;
    int bins = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] + y[i] > 0) {
        bins++;
        double difference = Math.sqrt(m / n) * x[i] - Math.sqrt(n / m) * y[i];
        statistic += difference * difference / (x[i] + y[i]);
      }
    }
    return ChiSquaredDistribution.of(bins - 1).survivalProbability(statistic) < 0.01;
  }

  @Test
  void theReferencesOwnSharesGiveTheReference() {
    ReferenceProfile reference = reference();
    long[] shares = new long[24];
    Arrays.fill(shares, 17);
    DataProfile expected = reference.seasons().orElseThrow().expected(reference.data(), shares);
    assertThat(expected.rows()).isEqualTo(reference.data().rows());
    assertThat(expected.featureCounts(0)).isEqualTo(reference.data().featureCounts(0));
    assertThat(expected.classCounts()).isEqualTo(reference.data().classCounts());
    Moments actual = expected.number(0).orElseThrow().moments();
    Moments whole = reference.data().number(0).orElseThrow().moments();
    assertThat(actual.mean()).isCloseTo(whole.mean(), within(1e-9));
    assertThat(actual.variance()).isCloseTo(whole.variance(), within(1e-9));
    assertThat(expected.correlation().orElseThrow().pairs(0, 0)).isEqualTo(24 * HOURLY);
  }

  @Test
  void oneSlotGivesItsProfileAndItsRowsAsEvidence() {
    ReferenceProfile reference = reference();
    SeasonalReference seasons = reference.seasons().orElseThrow();
    long[] noon = new long[24];
    noon[12] = 5;
    DataProfile expected = seasons.expected(reference.data(), noon);
    assertThat(expected.rows()).isEqualTo(HOURLY);
    assertThat(expected.featureCounts(0)).isEqualTo(seasons.profile(12).featureCounts(0));
    noon[13] = 15;
    // Shares of 1/4 and 3/4 of 400 rows each: 1 / (1/16 + 9/16) · 400 rows of evidence.
    assertThat(seasons.expected(reference.data(), noon).rows()).isEqualTo(640);
  }

  @Test
  void whereASlotHasNoRowsTheWholeStandsIn() {
    ReferenceBuilder builder =
        new ReferenceBuilder(List.of("temperature"), List.of(deciles), 2)
            .withSeason(Season.DAY_OF_WEEK, 3600);
    assertThatThrownBy(() -> builder.addFeatures(temperature(0)))
        .isInstanceOf(IllegalArgumentException.class);
    for (int i = 0; i < 100; i++) {
      builder.addFeatures(temperature(0), 0);
    }
    ReferenceProfile reference = builder.build();
    SeasonalReference seasons = reference.seasons().orElseThrow();
    DataProfile whole = reference.data();
    DataProfile expected = seasons.expected(whole, new long[] {0, 0, 0, 0, 9, 0, 0});
    assertThat(expected.featureCounts(0)).isEqualTo(whole.featureCounts(0));
    assertThat(seasons.expected(whole, new long[7])).isSameAs(whole);
    DataProfile nothing = DataProfile.empty(reference.bins(), 2);
    DataProfile none =
        SeasonalReference.empty(Season.DAY_OF_WEEK, 0, reference.bins(), 2)
            .expected(nothing, new long[] {1, 0, 0, 0, 0, 0, 0});
    assertThat(none.rows()).isZero();
    assertThat(none.number(0).orElseThrow().moments().mean()).isZero();
    assertThatThrownBy(() -> seasons.expected(whole, new long[6]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder.withSeason(Season.DAY_OF_WEEK, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> SeasonalReference.empty(Season.DAY_OF_WEEK, 86_400, reference.bins(), 2))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsWrittenIsReadAndDamageIsRefused() throws IOException {
    ReferenceProfile reference = reference();
    byte[] bytes = Samples.bytes(reference::write);
    ReferenceProfile read = ReferenceProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThat(read.emptyWindow().slots()).hasSize(24);
    SeasonalReference seasons = read.seasons().orElseThrow();
    assertThat(seasons.season()).isEqualTo(Season.HOUR_OF_DAY);
    assertThat(seasons.offsetSeconds()).isZero();
    byte[] slots = Samples.bytes(seasons::write);
    slots[1] = 4;
    assertThatThrownBy(() -> SeasonalReference.read(Samples.input(slots)))
        .isInstanceOf(IOException.class)
        .hasMessage("season 4 is unknown");
  }

  private ReferenceProfile together(boolean seasonFirst) {
    FourierFeatures map = new FourierFeatures(1, 8, List.of(new FourierScale(0, 0, 1, 2)));
    ReferenceBuilder plain = new ReferenceBuilder(List.of("temperature"), List.of(deciles), 2);
    ReferenceBuilder builder =
        seasonFirst
            ? plain.withSeason(Season.HOUR_OF_DAY, 0).withFourier(map)
            : plain.withFourier(map).withSeason(Season.HOUR_OF_DAY, 0);
    for (int i = 0; i < 24 * HOURLY; i++) {
      builder.addFeatures(temperature(i % 24), i % 24 * HOUR);
    }
    return builder.build();
  }

  @Test
  void allFeaturesTogetherHaveTheirSeason() {
    for (boolean seasonFirst : new boolean[] {true, false}) {
      ReferenceProfile reference = together(seasonFirst);
      SeasonalReference seasons = reference.seasons().orElseThrow();
      FourierProfile whole = reference.fourier().orElseThrow().profile();
      long[] shares = new long[24];
      Arrays.fill(shares, 5);
      FourierProfile all = seasons.expected(whole, shares);
      assertThat(all.rows()).isEqualTo(whole.rows());
      assertThat(all.mean()).containsExactly(whole.mean(), within(1e-9));
      long[] noon = new long[24];
      noon[12] = 7;
      FourierProfile one = seasons.expected(whole, noon);
      assertThat(one.rows()).isEqualTo(HOURLY);
      assertThat(one.mean())
          .containsExactly(seasons.fourier(12).orElseThrow().mean(), within(1e-9));
      noon[13] = 21;
      FourierProfile two = seasons.expected(whole, noon);
      assertThat(two.rows()).isEqualTo(640);
      assertThat(two.mean()[0])
          .isCloseTo(
              0.25 * seasons.fourier(12).orElseThrow().mean()[0]
                  + 0.75 * seasons.fourier(13).orElseThrow().mean()[0],
              within(1e-9));
      assertThat(seasons.expected(whole, new long[24])).isSameAs(whole);
    }
  }

  /** Format 2 added what is normal of all features together, at the end. */
  @Test
  void seasonsOfTheFirstFormatAreRead() throws IOException {
    byte[] bytes = Samples.bytes(reference().seasons().orElseThrow()::write);
    assertThat(bytes).startsWith(2).endsWith(0);
    byte[] first = Arrays.copyOf(bytes, bytes.length - 1);
    first[0] = 1;
    SeasonalReference read = SeasonalReference.read(Samples.input(first));
    assertThat(read.fourier(0)).isEmpty();
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    byte[] together = Samples.bytes(together(true)::write);
    ReferenceProfile again = ReferenceProfile.read(Samples.input(together));
    assertThat(Samples.bytes(again::write)).isEqualTo(together);
  }
}
