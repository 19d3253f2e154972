package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.FourierProfile;
import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sizes that the packages' documentation gives. */
class BytesTest {
  private static final int FEATURES = 20;

  private final Random random = new Random(1);
  private final Bins deciles = Bins.ofQuantiles(normal(1_000), 10);

  @Test
  void dataProfilesTakeWhatIsPublished() throws IOException {
    List<Bins> numbers = Collections.nCopies(FEATURES, deciles);
    int none = size(DataProfile.empty(List.of(), 2, 0, 0)::write);
    int counted = size(DataProfile.empty(numbers, 2, 0, 0)::write);
    DataProfile correlated = DataProfile.empty(numbers, 2);
    DataProfile missing = DataProfile.empty(numbers, 2);
    float[] nothing = new float[FEATURES];
    correlated.addFeatures(numbers, nothing);
    Arrays.fill(nothing, Float.NaN);
    missing.addFeatures(numbers, nothing);
    List<Bins> categories = Collections.nCopies(FEATURES, Bins.ofCategories(7));
    int categorical = size(DataProfile.empty(categories, 2, 0, 0)::write);
    print("scores and head", none, 1);
    print("number, 10 bins", counted - none, FEATURES);
    print("correlation of 20", size(correlated::write) - counted, FEATURES);
    print("correlation of 20, all ever missing", size(missing::write) - counted, FEATURES);
    print("category, 7 categories", categorical - none, FEATURES);
    assertThat(none).isEqualTo(438);
    assertThat((counted - none) / FEATURES).isEqualTo(157);
    assertThat((size(correlated::write) - counted) / FEATURES).isLessThanOrEqualTo(110);
    assertThat((size(missing::write) - counted) / FEATURES).isLessThanOrEqualTo(590);
    assertThat((categorical - none) / FEATURES).isEqualTo(77);
  }

  @Test
  void sketchesTakeWhatIsPublished() throws IOException {
    SketchProfile profile = SketchProfile.empty(List.of(deciles, Bins.ofCategories(10_000)));
    for (int i = 0; i < 1_000_000; i++) {
      profile.add(new float[] {random.nextFloat(), random.nextInt(10_000)});
    }
    FeatureSketch category = profile.features().get(1);
    int quantiles = size(profile.features().get(0)::write);
    int distinct = size(category.distinct().orElseThrow()::write);
    int frequent = size(category.frequent().orElseThrow()::write);
    print("quantiles of a million values", quantiles, 1);
    print("distinct of 10,000 categories", distinct, 1);
    print("frequent of 10,000 categories", frequent, 1);
    assertThat(quantiles).isLessThan(3_500);
    assertThat(distinct).isLessThan(1_300);
    assertThat(frequent).isLessThan(3_200);
  }

  @Test
  void randomFeaturesTakeWhatIsPublished() throws IOException {
    int bytes = size(FourierProfile.empty(32)::write);
    print("random features, 32, however many features", bytes, 1);
    assertThat(bytes).isEqualTo(4_493);
  }

  private static void print(String what, int bytes, int features) {
    System.out.printf("%-45s %6d bytes%n", what, bytes / features);
  }

  private static int size(Samples.Writer writer) throws IOException {
    return Samples.bytes(writer).length;
  }

  private float[] normal(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
