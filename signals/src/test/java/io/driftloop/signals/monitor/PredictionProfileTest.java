package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.Reading;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.Moments;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.Samples;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictionProfileTest {
  private final SplittableRandom random = new SplittableRandom(1);
  private final PredictionReference reference = Stream.reference(1_000, random);

  @Test
  void mergingEqualsOnePass() throws IOException {
    PredictionProfile onePass = PredictionProfile.empty(reference);
    PredictionProfile merged = PredictionProfile.empty(reference);
    for (int part = 0; part < 4; part++) {
      PredictionProfile profile = PredictionProfile.empty(reference);
      for (int i = 0; i < 100 * part; i++) {
        float[] row = Stream.row(random);
        onePass.add(row, Stream.scores(row), 0, i % 2 == 0);
        profile.add(row, Stream.scores(row), 0, i % 2 == 0);
        onePass.addLatency(1 + i);
        profile.addLatency(1 + i);
      }
      merged.merge(profile);
    }
    assertThat(merged.rows()).isEqualTo(600).isEqualTo(onePass.rows());
    assertThat(merged.fourier().orElseThrow().rows()).isEqualTo(300);
    assertThat(merged.expected().orElseThrow().rows()).isEqualTo(600);
    assertThat(merged.latency().rows()).isEqualTo(600);
    assertThat(Samples.bytes(merged.latency()::write))
        .isEqualTo(Samples.bytes(onePass.latency()::write));
    assertSame(evaluate(merged), evaluate(onePass));
  }

  /** More windows and numbers than there is room for at first, and than may wait. */
  @Test
  void rowsOfManyWindowsAndWidthsAllCount() {
    WaitingRows waiting = new WaitingRows();
    int[] widths = {1, 3, 400};
    List<PredictionProfile> windows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      windows.add(PredictionProfile.empty(numbers(widths[i % widths.length]), waiting));
    }
    long[] rows = new long[windows.size()];
    double[] sums = new double[windows.size()];
    for (int i = 0; i < 20_000; i++) {
      int which = random.nextInt(windows.size());
      float[] row = new float[widths[which % widths.length]];
      Arrays.fill(row, (float) random.nextDouble());
      windows.get(which).add(row, new float[] {0.5f, 0.5f}, 0, false);
      rows[which]++;
      sums[which] += row[row.length - 1];
    }
    for (int i = 0; i < windows.size(); i++) {
      assertThat(windows.get(i).rows()).isEqualTo(rows[i]);
      int last = widths[i % widths.length] - 1;
      Moments moments = windows.get(i).data().number(last).orElseThrow().moments();
      assertThat(moments.mean() * rows[i]).isCloseTo(sums[i], within(1e-9 * sums[i]));
    }
  }

  private static PredictionReference numbers(int features) {
    List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
    Bins bins = Bins.ofQuantiles(new float[] {0.2f, 0.4f, 0.6f, 0.8f}, 4);
    ReferenceBuilder builder = new ReferenceBuilder(names, Collections.nCopies(features, bins), 2);
    builder.addFeatures(new float[features]);
    builder.addScores(new float[] {0.5f, 0.5f});
    return new PredictionReference(builder.build(), Optional.empty());
  }

  private static void assertSame(List<Reading> found, List<Reading> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).kind()).isEqualTo(expected.get(i).kind());
      assertThat(found.get(i).value())
          .as("%s", found.get(i).kind())
          .isCloseTo(expected.get(i).value(), within(1e-9));
    }
  }

  /** Rows of three windows in turns, read now and then while others' wait. */
  @Test
  void windowsWhoseRowsWaitTogetherKeepThemApart() {
    WaitingRows waiting = new WaitingRows();
    List<PredictionProfile> shared =
        IntStream.range(0, 3).mapToObj(i -> PredictionProfile.empty(reference, waiting)).toList();
    List<PredictionProfile> alone =
        IntStream.range(0, 3).mapToObj(i -> PredictionProfile.empty(reference)).toList();
    for (int i = 0; i < 3_000; i++) {
      int which = i < 2_000 ? random.nextInt(3) : 2;
      float[] row = Stream.row(random);
      shared.get(which).add(row, Stream.scores(row), 0, i % 2 == 0);
      alone.get(which).add(row, Stream.scores(row), 0, i % 2 == 0);
      if (i % 700 == 699) {
        assertThat(shared.get(which).rows()).isEqualTo(alone.get(which).rows());
      }
    }
    for (int which = 0; which < 3; which++) {
      assertSame(evaluate(shared.get(which)), evaluate(alone.get(which)));
    }
  }

  @Test
  void refusesARowOfAnotherWidthAtOnce() {
    PredictionProfile window = PredictionProfile.empty(reference);
    float[] row = Stream.row(random);
    float[] scores = Stream.scores(row);
    float[] wider = Arrays.copyOf(row, row.length + 1);
    float[] fewer = Arrays.copyOf(scores, scores.length - 1);
    assertThatThrownBy(() -> window.add(wider, scores, 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%d features, expected %d", wider.length, row.length);
    assertThatThrownBy(() -> window.add(row, fewer, 0, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%d scores, expected %d", fewer.length, scores.length);
  }

  /** Format 2 added outliers and sketches, where the reference has them, at the end. */
  @Test
  void theFirstFormatIsRead() throws IOException {
    byte[] bytes = Samples.bytes(Stream.window(reference, 50, random)::write);
    assertThat(bytes).startsWith(2).endsWith(0, 0);
    byte[] first = Arrays.copyOf(bytes, bytes.length - 2);
    first[0] = 1;
    PredictionProfile read = PredictionProfile.read(Samples.input(first));
    assertThat(read.outliers()).isEmpty();
    assertThat(read.sketches()).isEmpty();
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
  }

  @Test
  void outliersAndSketchesMergeAndAreReadAsWritten() throws IOException {
    PredictionReference full = Stream.full(500, random);
    PredictionProfile window = Stream.window(full, 60, random);
    PredictionProfile read = PredictionProfile.read(Samples.input(Samples.bytes(window::write)));
    PredictionEvaluation evaluation = new PredictionEvaluation(Stream.settings(), full);
    assertThat(evaluation.evaluate(read, 0)).isEqualTo(evaluation.evaluate(window, 0));
    read.merge(Stream.window(full, 40, random));
    assertThat(read.outliers().orElseThrow().rows()).isEqualTo(100);
    assertThat(read.sketches().orElseThrow().rows()).isEqualTo(100);
    PredictionProfile plain = PredictionProfile.empty(reference);
    assertThatThrownBy(() -> read.merge(plain)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isReadAsWritten() throws IOException {
    PredictionProfile window = Stream.window(reference, 300, random);
    byte[] bytes = Samples.bytes(window::write);
    PredictionProfile read = PredictionProfile.read(Samples.input(bytes));
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThat(evaluate(read)).isEqualTo(evaluate(window));
    PredictionProfile more = Stream.window(reference, 50, random);
    window.merge(more);
    read.merge(more);
    assertThat(evaluate(read)).isEqualTo(evaluate(window));
  }

  /** Written before latencies were kept: ten rows of a number and a category, two classes. */
  @Test
  void readsTheFirstFormat() throws IOException {
    try (InputStream old = getClass().getResourceAsStream("prediction-profile-1.bin")) {
      PredictionProfile read = PredictionProfile.read(new DataInputStream(old));
      assertThat(read.rows()).isEqualTo(10);
      assertThat(read.data().topScore().mean()).isEqualTo(0.75);
      assertThat(read.latency().rows()).isZero();
      read.addLatency(5);
      byte[] bytes = Samples.bytes(read::write);
      assertThat(PredictionProfile.read(Samples.input(bytes)).latency().rows()).isOne();
    }
  }

  @Test
  void holdsNoEstimatesWhereTheReferenceHasNoLabels() throws IOException {
    PredictionReference unlabelled = new PredictionReference(reference.profile(), Optional.empty());
    PredictionProfile window = Stream.window(unlabelled, 10, random);
    PredictionProfile read = PredictionProfile.read(Samples.input(Samples.bytes(window::write)));
    assertThat(read.expected()).isEmpty();
    assertThat(read.fourier()).isPresent();
    assertThatThrownBy(() -> read.merge(PredictionProfile.empty(reference)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not merge");
  }

  @Test
  void refusesOtherFormatsAndShortBytes() throws IOException {
    byte[] bytes = Samples.bytes(Stream.window(reference, 20, random)::write);
    byte[] other = bytes.clone();
    other[0] = 99;
    assertThatThrownBy(() -> PredictionProfile.read(Samples.input(other)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 99");
    for (int length = 0; length < bytes.length; length += 1 + length / 20) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> PredictionProfile.read(Samples.input(cut)))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void damagedBytesAreReadOrRefused() throws IOException {
    byte[] profile = Samples.bytes(Stream.window(reference, 20, random)::write);
    byte[] heldBack = Samples.bytes(reference.heldBack().orElseThrow()::write);
    for (int i = 0; i < 500; i++) {
      damage(profile, PredictionProfile::read);
      damage(heldBack, HeldBackReference::read);
    }
  }

  @Test
  void theHeldBackReferenceIsReadAsWritten() throws IOException {
    HeldBackReference heldBack = reference.heldBack().orElseThrow();
    byte[] bytes = Samples.bytes(heldBack::write);
    HeldBackReference read = HeldBackReference.read(Samples.input(bytes));
    assertThat(read.classes()).isEqualTo(Stream.CLASSES);
    assertThat(read.confusion()).isDeepEqualTo(heldBack.confusion());
    assertThat(read.expected().rows()).isEqualTo(500);
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    PredictionReference again = new PredictionReference(reference.profile(), Optional.of(read));
    SplittableRandom same = new SplittableRandom(2);
    PredictionProfile window = Stream.window(reference, 200, same.split());
    PredictionProfile windowAgain = Stream.window(again, 200, new SplittableRandom(2).split());
    assertThat(new PredictionEvaluation(Stream.settings(), again).evaluate(windowAgain, 0))
        .isEqualTo(evaluate(window));
  }

  private interface Reader {
    Object read(DataInputStream in) throws IOException;
  }

  private void damage(byte[] bytes, Reader reader) {
    byte[] damaged = bytes.clone();
    int at = random.nextInt(damaged.length);
    damaged[at] = (byte) random.nextInt();
    try {
      assertThat(reader.read(Samples.input(damaged))).isNotNull();
    } catch (IOException expected) {
      assertThat(expected).isNotNull();
    }
  }

  private List<Reading> evaluate(PredictionProfile window) {
    return new PredictionEvaluation(Stream.settings(), reference).evaluate(window, 0);
  }
}
