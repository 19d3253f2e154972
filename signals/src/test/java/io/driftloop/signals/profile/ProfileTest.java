package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final ReferenceProfile reference = Samples.reference(500, random);

  @RepeatedTest(20)
  void mergedDataProfilesAreOnePass() {
    DataProfile one = reference.emptyWindow();
    List<DataProfile> parts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      parts.add(reference.emptyWindow());
    }
    for (int i = 0; i < 300; i++) {
      float[] features = Samples.features(random);
      float[] scores = Samples.scores(random);
      for (DataProfile profile : List.of(one, parts.get(random.nextInt(parts.size())))) {
        profile.addFeatures(reference.bins(), features);
        profile.addScores(scores);
      }
    }
    Collections.shuffle(parts, random);
    DataProfile merged = reference.emptyWindow();
    parts.forEach(merged::merge);
    assertThat(merged.rows()).isEqualTo(300);
    for (int i = 0; i < one.features(); i++) {
      assertThat(merged.featureCounts(i)).as("seed %d", seed).isEqualTo(one.featureCounts(i));
    }
    assertThat(merged.classCounts()).as("seed %d", seed).isEqualTo(one.classCounts());
    assertSame(merged.topScore(), one.topScore());
    assertSame(merged.entropy(), one.entropy());
  }

  @RepeatedTest(20)
  void mergedPerformanceProfilesAreOnePass() {
    PerformanceProfile one = new PerformanceProfile();
    PerformanceProfile[] parts = {new PerformanceProfile(), new PerformanceProfile()};
    double hits = 0;
    double loss = 0;
    for (int i = 0; i < 200; i++) {
      float[] scores = Samples.scores(random);
      int label = random.nextInt(2);
      one.add(scores, label);
      parts[random.nextInt(2)].add(scores, label);
      hits += scores[label] > scores[1 - label] ? 1 : 0;
      loss -= Math.log(Math.max(scores[label], PerformanceProfile.SMALLEST_PROBABILITY));
    }
    parts[0].merge(parts[1]);
    assertSame(parts[0].correct(), one.correct());
    assertSame(parts[0].logLoss(), one.logLoss());
    assertThat(one.rows()).isEqualTo(200);
    assertThat(one.correct().mean()).as("seed %d", seed).isCloseTo(hits / 200, within(1e-9));
    assertThat(one.logLoss().mean()).as("seed %d", seed).isCloseTo(loss / 200, within(1e-9));
  }

  @Test
  void oneSureMistakeKeepsTheLogLossFinite() {
    PerformanceProfile profile = new PerformanceProfile();
    profile.add(new float[] {1, 0}, 1);
    assertThat(profile.logLoss().mean()).isCloseTo(-Math.log(1e-6), within(1e-9));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    byte[] bytes = Samples.bytes(reference::write);
    ReferenceProfile read = ReferenceProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).as("seed %d", seed).isEqualTo(bytes);
    assertThat(read.names()).isEqualTo(Samples.NAMES);
    assertThat(read.classes()).isEqualTo(2);
    assertThat(read.bins().get(0).edges()).isEqualTo(reference.bins().get(0).edges());
    assertThat(read.bins().get(2).categorical()).isTrue();
    assertThat(read.data().rows()).isEqualTo(500);
    assertThat(read.data().featureCounts(1)).isEqualTo(reference.data().featureCounts(1));
    assertThat(read.performance().rows()).isEqualTo(500);
    assertSame(read.performance().logLoss(), reference.performance().logLoss());
    assertThat(read.emptyWindow().rows()).isZero();
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    byte[] bytes = Samples.bytes(reference::write);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ReferenceProfile.read(Samples.input(cut)))
          .isInstanceOf(IOException.class);
    }
  }

  /** A reference is shared by all tasks of a process, and none of them may change what it reads. */
  @Test
  void manyThreadsReadOneReference() {
    FourierFeatures map =
        new FourierFeatures(1, 8, Collections.nCopies(3, new FourierScale(0, 0, 1, 2)));
    for (int repetition = 0; repetition < 1_000; repetition++) {
      ReferenceBuilder builder =
          new ReferenceBuilder(Samples.NAMES, reference.bins(), 2).withFourier(map);
      for (int i = 0; i < 45; i++) {
        builder.addFeatures(Samples.features(random));
      }
      ReferenceProfile built = builder.build();
      Set<List<Object>> seen =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(
                  i ->
                      List.<Object>of(
                          Arrays.toString(built.data().featureCounts(0)),
                          built.data().number(0).orElseThrow().moments().mean(),
                          built.data().correlation().orElseThrow().correlation(0, 1),
                          Arrays.deepToString(
                              built.fourier().orElseThrow().profile().covariance())))
              .collect(Collectors.toSet());
      assertThat(seen).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void damageIsRefusedOrHarmless() throws IOException {
    byte[] bytes = Samples.bytes(reference::write);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        ReferenceProfile read = ReferenceProfile.read(Samples.input(damaged));
        read.emptyWindow().addFeatures(read.bins(), Samples.features(random));
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  @Test
  void otherFormatsAreNamed() throws IOException {
    byte[] nine = {9};
    assertThatThrownBy(() -> ReferenceProfile.read(Samples.input(nine)))
        .isInstanceOf(IOException.class)
        .hasMessage("reference profile format 9 is unknown");
    assertThatThrownBy(() -> DataProfile.read(Samples.input(nine)))
        .hasMessage("data profile format 9 is unknown");
    assertThatThrownBy(() -> PerformanceProfile.read(Samples.input(nine)))
        .hasMessage("performance profile format 9 is unknown");
    byte[] huge = {1, 0x7f, -1, -1, -1};
    assertThatThrownBy(() -> ReferenceProfile.read(Samples.input(huge)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("outside 0 to");
  }

  @Test
  void profilesOfOtherShapesAreRefused() {
    DataProfile window = reference.emptyWindow();
    float[] two = {1, 2};
    float[] three = {1, 2, 3};
    assertThatThrownBy(() -> window.addFeatures(reference.bins(), two))
        .hasMessage("2 features, expected 3");
    assertThatThrownBy(() -> window.addScores(three)).hasMessage("3 scores, expected 2");
    DataProfile fewer = DataProfile.empty(reference.bins().subList(0, 2), 2);
    assertThatThrownBy(() -> window.merge(fewer)).isInstanceOf(IllegalArgumentException.class);
    List<Bins> otherBins = Collections.nCopies(3, Bins.ofCategories(4));
    DataProfile other = DataProfile.empty(otherBins, 2);
    assertThatThrownBy(() -> window.merge(other)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new ReferenceProfile(Samples.NAMES, otherBins, window, new PerformanceProfile()))
        .hasMessage("price has other bins than counts");
  }

  private void assertSame(Moments actual, Moments expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.mean()).as("seed %d", seed).isCloseTo(expected.mean(), within(1e-12));
    assertThat(actual.variance()).as("seed %d", seed).isCloseTo(expected.variance(), within(1e-12));
  }
}
