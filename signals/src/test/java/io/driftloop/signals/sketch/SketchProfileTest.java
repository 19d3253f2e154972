package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchProfileTest {
  private static final List<Bins> BINS =
      List.of(Bins.ofQuantiles(new float[] {1, 2}, 2), Bins.ofCategories(10_000));

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void holdsWhatAFeatureNeeds() throws IOException {
    SketchProfile profile = SketchProfile.empty(BINS);
    SketchProfile other = SketchProfile.empty(BINS);
    for (int i = 0; i < 20_000; i++) {
      (random.nextBoolean() ? profile : other)
          .add(new float[] {(float) random.nextGaussian(), i % 10_000});
    }
    profile.add(new float[] {Float.NaN, Float.NaN});
    profile.merge(other);
    for (SketchProfile each : List.of(profile, read(profile))) {
      assertThat(each.rows()).isEqualTo(20_001);
      FeatureSketch number = each.features().get(0);
      assertThat(number.quantiles().orElseThrow().count()).isEqualTo(20_000);
      assertThat(number.quantiles().orElseThrow().cdf(0)[0]).isCloseTo(0.5, within(0.06));
      assertThat(number.distinct()).isEmpty();
      FeatureSketch category = each.features().get(1);
      assertThat(category.distinct().orElseThrow().count()).isCloseTo(10_000, within(1_200.0));
      assertThat(category.frequent().orElseThrow().count()).isEqualTo(20_000);
      assertThat(category.quantiles()).isEmpty();
    }
  }

  private static SketchProfile read(SketchProfile profile) throws IOException {
    return SketchProfile.read(Samples.input(Samples.bytes(profile::write)));
  }

  @Test
  void emptyAndHostileRowsAreFine() throws IOException {
    SketchProfile profile = SketchProfile.empty(BINS);
    assertThat(read(profile).rows()).isZero();
    float infinite = Float.POSITIVE_INFINITY;
    for (float value : new float[] {Float.NaN, infinite, -infinite, Float.MAX_VALUE, -1}) {
      profile.add(new float[] {value, value});
    }
    assertThat(read(profile).features().get(0).quantiles().orElseThrow().quantile(0.5)).isFinite();
    assertThat(read(profile).features().get(1).distinct().orElseThrow().count()).isFinite();
  }

  @Test
  void unfitInputIsRefused() {
    SketchProfile profile = SketchProfile.empty(BINS);
    assertThatThrownBy(() -> profile.add(new float[3])).hasMessage("3 features, expected 2");
    assertThatThrownBy(() -> profile.merge(SketchProfile.empty(BINS.subList(0, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    SketchProfile turned = SketchProfile.empty(List.of(BINS.get(1), BINS.get(0)));
    assertThatThrownBy(() -> profile.merge(turned)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SketchProfile.read(Samples.input(new byte[] {9})))
        .hasMessage("sketch profile format 9 is unknown");
  }
}
