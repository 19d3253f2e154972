package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.FourierFeatures;
import io.driftloop.signals.profile.FourierProfile;
import io.driftloop.signals.profile.FourierScale;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.Samples;
import io.driftloop.signals.profile.Season;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

  /** What a window's profile has more where sketches are kept, and a package where seasons are. */
  @Test
  void optionalPartsTakeWhatIsPublished() throws IOException {
    List<Bins> numbers = Collections.nCopies(FEATURES, deciles);
    SketchProfile window = SketchProfile.empty(numbers);
    SketchProfile reference = SketchProfile.emptyReference(numbers);
    for (int i = 0; i < 20_000; i++) {
      float[] row = normal(FEATURES);
      window.add(row);
      reference.add(row);
    }
    List<Bins> categories = Collections.nCopies(FEATURES, Bins.ofCategories(7));
    SketchProfile few = SketchProfile.empty(categories);
    for (int i = 0; i < 20_000; i++) {
      float[] row = new float[FEATURES];
      Arrays.fill(row, i % 7);
      few.add(row);
    }
    int plain = size(builder(numbers).build()::write);
    int seasonal = size(builder(numbers).withSeason(Season.HOUR_OF_DAY, 0).build()::write);
    print("sketch of a number, window", size(window::write), FEATURES);
    print("sketch of a number, reference", size(reference::write), FEATURES);
    print("sketch of a category, 7 categories", size(few::write), FEATURES);
    print("24 hours of 20 numbers, a package", seasonal - plain, 1);
    assertThat(size(window::write) / FEATURES).isLessThan(3_000);
    assertThat(size(reference::write) / FEATURES).isLessThan(30_000);
    assertThat(size(few::write) / FEATURES).isLessThan(300);
    assertThat(seasonal - plain).isEqualTo(245_839);
  }

  private static ReferenceBuilder builder(List<Bins> numbers) {
    FourierScale scale = new FourierScale(0, 0, 1, 2);
    List<String> names = IntStream.range(0, FEATURES).mapToObj(String::valueOf).toList();
    return new ReferenceBuilder(names, numbers, 2)
        .withFourier(new FourierFeatures(1, 32, Collections.nCopies(FEATURES, scale)));
  }

  @Test
  void randomFeaturesTakeWhatIsPublished() throws IOException {
    int bytes = size(FourierProfile.emptyWindow(32)::write);
    print("random features, 32, however many features", bytes, 1);
    assertThat(bytes).isEqualTo(269);
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
