package io.driftloop.signals.slices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RowSampleTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** Ids repeat, and repeated rows may differ, as where a label is corrected. */
  @RepeatedTest(50)
  void mergedSamplesAreOnePassInAnyOrderAndSurviveWriting() throws IOException {
    int capacity = 1 + random.nextInt(60);
    List<Runnable> rows = new ArrayList<>();
    RowSample one = new RowSample(capacity, 2, 3);
    RowSample[] parts = new RowSample[4];
    Arrays.setAll(parts, i -> new RowSample(capacity, 2, 3));
    for (int i = 0; i < 200; i++) {
      String id = "row-" + random.nextInt(120);
      int[] codes = {random.nextInt(3), random.nextInt(3) - 1};
      double error = random.nextInt(2);
      int part = random.nextInt(parts.length);
      one.add(id, 0, codes, error);
      rows.add(() -> parts[part].add(id, 0, codes, error));
    }
    Collections.shuffle(rows, random);
    rows.forEach(Runnable::run);
    parts[3] = RowSample.read(Samples.input(Samples.bytes(parts[3]::write)));
    RowSample merged = new RowSample(capacity, 2, 3);
    for (RowSample part : parts) {
      merged.merge(part);
    }
    assertThat(Samples.bytes(merged::write))
        .as("seed %d", seed)
        .isEqualTo(Samples.bytes(one::write));
    assertThat(one.size()).isLessThanOrEqualTo(capacity);
    assertThat(merged.codes()).isDeepEqualTo(one.codes());
    assertThat(merged.errors()).isEqualTo(one.errors());
  }

  @Test
  void everyRowIsAsLikelyToBeKept() {
    int[] kept = new int[50];
    for (int sampleSeed = 0; sampleSeed < 2_000; sampleSeed++) {
      RowSample sample = new RowSample(10, 1, sampleSeed);
      for (int id = 0; id < 50; id++) {
        sample.add("id" + id, 0, new int[] {id}, 0);
      }
      for (int[] codes : sample.codes()) {
        kept[codes[0]]++;
      }
    }
    // 400 expected, standard deviation 18.
    assertThat(Arrays.stream(kept)).allMatch(count -> count >= 320 && count <= 480);
  }

  @Test
  void aSampleIsSearched() {
    RowSample sample = new RowSample(500, 1, 1);
    for (int i = 0; i < 2_000; i++) {
      sample.add("id" + i, 0, new int[] {i % 4}, i % 4 == 2 ? 1 : 0);
    }
    SliceResult result = SliceSearch.worst(sample, SliceOptions.defaults(sample.size()));
    assertThat(result.rows()).isEqualTo(500);
    assertThat(result.slices().get(0).predicates()).containsExactly(new Predicate(0, 2));
  }

  @Test
  void mistakesAreNamed() {
    RowSample sample = new RowSample(5, 1, 1);
    assertThatThrownBy(() -> sample.add("a", 0, new int[2], 0)).hasMessage("2 codes, expected 1");
    assertThatThrownBy(() -> sample.add("a", 0, new int[1], -1))
        .hasMessage("an error of -1.0 is not 0 or more");
    assertThatThrownBy(() -> sample.merge(new RowSample(5, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> sample.merge(new RowSample(6, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RowSample(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RowSample(RowSample.MAX_CAPACITY + 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void damageIsRefused() throws IOException {
    RowSample sample = new RowSample(5, 3, 1);
    sample.add("a", 0, new int[] {1, 2, 3}, .5);
    sample.add("b", 0, new int[] {1, 2, 4}, 1);
    byte[] bytes = Samples.bytes(sample::write);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> RowSample.read(Samples.input(cut))).isInstanceOf(IOException.class);
    }
    bytes[0] = 4;
    assertThatThrownBy(() -> RowSample.read(Samples.input(bytes)))
        .hasMessage("row sample format 4 is unknown");
  }
}
