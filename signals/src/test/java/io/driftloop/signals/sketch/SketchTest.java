package io.driftloop.signals.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.Samples;
import java.io.DataInput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SketchTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void quantilesAreExactUpToK() {
    QuantileSketch sketch = QuantileSketch.empty();
    float[] values = new float[QuantileSketch.DEFAULT_K];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
      sketch.add(values[i]);
    }
    Arrays.sort(values);
    assertThat(sketch.rankError()).isZero();
    assertThat(sketch.quantile(0)).isEqualTo(values[0]).isEqualTo(sketch.min());
    assertThat(sketch.quantile(1)).isEqualTo(values[199]).isEqualTo(sketch.max());
    assertThat(sketch.quantile(0.25)).as("seed %d", seed).isEqualTo(values[50]);
    assertThat(sketch.cdf(values[99], Float.MAX_VALUE, -9))
        .as("seed %d", seed)
        .containsExactly(0.5, 1, 0);
    assertThat(sketch.mass(values[3])).isCloseTo(1 / 200.0, within(1e-12));
  }

  /** 3 times the error of 99 % confidence is 7 deviations and more: one test in billions fails. */
  @Test
  void ranksAreWithinTheErrorMergedOrNot() {
    QuantileSketch one = QuantileSketch.empty();
    QuantileSketch[] parts = new QuantileSketch[20];
    Arrays.setAll(parts, i -> QuantileSketch.empty());
    float[] values = new float[50_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.exp(random.nextGaussian());
      one.add(values[i]);
      parts[random.nextInt(parts.length)].add(values[i]);
    }
    QuantileSketch merged = QuantileSketch.empty();
    for (QuantileSketch part : parts) {
      merged.merge(part);
    }
    Arrays.sort(values);
    for (QuantileSketch sketch : new QuantileSketch[] {one, merged}) {
      assertThat(sketch.count()).isEqualTo(values.length);
      assertThat(sketch.min()).isEqualTo(values[0]);
      assertThat(sketch.max()).isEqualTo(values[values.length - 1]);
      assertThat(sketch.rankError()).isBetween(0.013, 0.0134);
      for (int i = 0; i < values.length; i += 997) {
        assertThat(sketch.cdf(values[i])[0])
            .as("seed %d", seed)
            .isCloseTo((i + 1.0) / values.length, within(3 * sketch.rankError()));
      }
    }
  }

  @Test
  void hostileValuesGiveFiniteQuantiles() {
    QuantileSketch sketch = QuantileSketch.empty();
    assertThat(sketch.quantile(0.5)).isZero();
    assertThat(sketch.min() + sketch.max()).isZero();
    assertThat(sketch.cdf(1, 2)).containsExactly(0, 0);
    assertThat(sketch.mass(1)).isZero();
    for (float value :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, (float) 1e308}) {
      sketch.add(value);
    }
    assertThat(sketch.count()).isEqualTo(3);
    assertThat(sketch.quantile(0)).isEqualTo(-Float.MAX_VALUE);
    assertThat(sketch.quantile(1)).isEqualTo(Float.MAX_VALUE);
  }

  @Test
  void distinctItemsDependOnTheSetOnly() throws IOException {
    for (int items : new int[] {0, 1, 50, 10_000, 200_000}) {
      DistinctSketch one = DistinctSketch.empty();
      DistinctSketch[] parts = {DistinctSketch.empty(), DistinctSketch.empty()};
      for (int i = 0; i < items; i++) {
        one.add(i);
        parts[random.nextInt(2)].add(items - 1 - i);
        parts[random.nextInt(2)].add(random.nextInt(items));
      }
      parts[0].merge(parts[1]);
      assertThat(parts[0].count()).as("seed %d", seed).isCloseTo(one.count(), within(1e-6));
      assertThat(one.count())
          .isCloseTo(items, within(items * 5 * DistinctSketch.RELATIVE_ERROR + 0.01));
      DistinctSketch read = DistinctSketch.read(Samples.input(Samples.bytes(one::write)));
      assertThat(read.count()).isCloseTo(one.count(), within(1e-6));
    }
    DistinctSketch words = DistinctSketch.empty();
    words.add("one");
    words.add("two");
    words.add("one");
    assertThat(words.count()).isCloseTo(2, within(1e-3));
  }

  @Test
  void frequentItemsAreWithinTheirBounds() throws IOException {
    FrequentItems<Long> one = FrequentItems.ofLongs();
    FrequentItems<Long> other = FrequentItems.ofLongs();
    long[] counts = new long[10_000];
    for (int i = 0; i < 100_000; i++) {
      int item = random.nextInt(3) == 0 ? random.nextInt(5) : random.nextInt(counts.length);
      counts[item]++;
      (random.nextBoolean() ? one : other).add((long) item);
    }
    one.merge(other);
    FrequentItems<Long> read = FrequentItems.readLongs(Samples.input(Samples.bytes(one::write)));
    for (FrequentItems<Long> items : List.of(one, read)) {
      assertThat(items.count()).isEqualTo(100_000);
      assertThat(items.error()).isLessThan(100_000 * 4 / 256);
      for (int item = 0; item < counts.length; item++) {
        assertThat(counts[item])
            .as("seed %d", seed)
            .isBetween(items.atLeast((long) item), items.atMost((long) item));
      }
      assertThat(items.top().stream().limit(5).map(FrequentItems.Item::item))
          .as("seed %d", seed)
          .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  void fewItemsAreCountedExactlyHoweverSplit() throws IOException {
    FrequentItems<String> words = FrequentItems.ofStrings();
    FrequentItems<String> others = FrequentItems.ofStrings();
    for (int i = 0; i < FrequentItems.EXACT; i++) {
      for (int k = 0; k <= i; k++) {
        (random.nextBoolean() ? words : others).add("word " + i);
      }
    }
    words.merge(others);
    assertThat(words.error()).isZero();
    assertThat(words.top()).hasSize(FrequentItems.EXACT);
    assertThat(words.top().get(0)).isEqualTo(new FrequentItems.Item<>("word 191", 192, 192));
    FrequentItems<String> read =
        FrequentItems.readStrings(Samples.input(Samples.bytes(words::write)));
    assertThat(read.top()).isEqualTo(words.top());
  }

  @Test
  void longStringsAreCountedByTheirBeginning() {
    FrequentItems<String> words = FrequentItems.ofStrings();
    words.add("x".repeat(1_000));
    words.add("x".repeat(256));
    assertThat(words.top()).containsExactly(new FrequentItems.Item<>("x".repeat(256), 2, 2));
    assertThat(words.atLeast("x".repeat(300))).isEqualTo(2);
    assertThat(words.atMost("y")).isZero();
  }

  @Test
  void damagedBytesAreRefused() throws IOException {
    QuantileSketch quantiles = QuantileSketch.empty();
    DistinctSketch distinct = DistinctSketch.empty();
    FrequentItems<Long> frequent = FrequentItems.ofLongs();
    for (int i = 0; i < 1_000; i++) {
      quantiles.add(i);
      distinct.add(i);
      frequent.add((long) i);
    }
    assertRefused(Samples.bytes(quantiles::write), QuantileSketch::read);
    assertRefused(Samples.bytes(distinct::write), DistinctSketch::read);
    assertRefused(Samples.bytes(frequent::write), FrequentItems::readLongs);
    byte[] other = Samples.bytes(frequent::write);
    assertThatThrownBy(() -> QuantileSketch.read(Samples.input(other)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> DistinctSketch.read(Samples.input(other)))
        .isInstanceOf(IOException.class);
  }

  /** What reads a sketch. */
  private interface Reader {
    Object read(DataInput in) throws IOException;
  }

  private void assertRefused(byte[] bytes, Reader reader) {
    for (int length = 0; length < bytes.length; length += 7) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.read(Samples.input(cut))).isInstanceOf(IOException.class);
    }
    for (int i = 0; i < 500; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> reader.read(Samples.input(damaged)))
          .as("seed %d", seed)
          .isInstanceOf(IOException.class);
    }
  }
}
