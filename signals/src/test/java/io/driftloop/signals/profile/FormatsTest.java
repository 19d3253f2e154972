package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** State and model packages of format 1 are still read; their bytes were written by version 0.1. */
class FormatsTest {

  @Test
  void dataProfilesOfTheFirstFormatAreRead() throws IOException {
    DataProfile profile = DataProfile.read(resource("data-format-1.bin"));
    assertFirst(profile);
    assertThat(profile.number(0)).isEmpty();
    assertThat(profile.correlation()).isEmpty();
    assertThat(profile.scores().margin().count()).isZero();
  }

  @Test
  void referencesOfTheFirstFormatAreRead() throws IOException {
    ReferenceProfile reference = ReferenceProfile.read(resource("reference-format-1.bin"));
    assertFirst(reference.data());
    assertThat(reference.names()).isEqualTo(Samples.NAMES);
    assertThat(reference.bins().get(0).edges()).hasSize(9).startsWith(-1.274437f);
    assertThat(reference.bins().get(0).range()).isEqualTo(Range.UNKNOWN);
    assertThat(reference.performance().correct().mean()).isCloseTo(0.754, within(1e-12));
    assertThat(reference.performance().logLoss().mean()).isCloseTo(0.50268964476536, within(1e-12));
    assertThat(reference.seasons()).isEmpty();
    assertThat(reference.fourier()).isEmpty();
    ReferenceProfile again = ReferenceProfile.read(Samples.input(Samples.bytes(reference::write)));
    assertFirst(again.data());
  }

  /** Format 3 added the variances of pairs at the end. */
  @Test
  void referencesOfTheSecondFormatAreRead() throws IOException {
    ReferenceProfile now = Samples.reference(200, new Random(1));
    byte[] bytes = Samples.bytes(now::write);
    assertThat(bytes).startsWith(3).endsWith(0);
    byte[] second = Arrays.copyOf(bytes, bytes.length - 1);
    second[0] = 2;
    ReferenceProfile read = ReferenceProfile.read(Samples.input(second));
    assertThat(read.pairs()).isEmpty();
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
  }

  @Test
  void aWindowOfBothFormatsMergesEitherWay() throws IOException {
    ReferenceProfile reference = ReferenceProfile.read(resource("reference-format-1.bin"));
    for (boolean oldFirst : new boolean[] {true, false}) {
      DataProfile old = DataProfile.read(resource("data-format-1.bin"));
      DataProfile now = DataProfile.empty(reference.bins(), 2, 2, 24);
      Random random = new Random(1);
      for (int i = 0; i < 100; i++) {
        now.addFeatures(reference.bins(), Samples.features(random));
        now.addScores(Samples.scores(random));
        now.addSlot(i % 24);
      }
      DataProfile merged = oldFirst ? old : now;
      merged.merge(oldFirst ? now : old);
      assertThat(merged.rows()).isEqualTo(600);
      assertThat(merged.number(1).orElseThrow().values()).isEqualTo(100);
      assertThat(merged.correlation().orElseThrow().pairs(0, 0)).isBetween(90L, 100L);
      assertThat(merged.topScore().count()).isEqualTo(600);
      assertThat(merged.scores().margin().count()).isEqualTo(100);
      assertThat(merged.slots()).hasSize(24);
    }
  }

  private static void assertFirst(DataProfile profile) {
    assertThat(profile.rows()).isEqualTo(500);
    assertThat(profile.featureCounts(0))
        .containsExactly(50, 50, 49, 50, 50, 49, 50, 49, 50, 49, 4, 0);
    assertThat(profile.featureCounts(1)).containsExactly(0, 229, 22, 50, 50, 50, 50, 49, 0, 0);
    assertThat(profile.featureCounts(2)).containsExactly(70, 63, 69, 78, 65, 79, 76, 0, 0);
    assertThat(profile.classCounts()).containsExactly(278, 222);
    assertThat(profile.topScore().mean()).isCloseTo(0.7515066764354706, within(1e-12));
    assertThat(profile.topScore().variance()).isCloseTo(0.02178465879970932, within(1e-12));
    assertThat(profile.entropy().mean()).isCloseTo(0.7148063849405427, within(1e-12));
  }

  private static DataInputStream resource(String name) {
    InputStream found = FormatsTest.class.getResourceAsStream("/formats/" + name);
    return new DataInputStream(found);
  }
}
