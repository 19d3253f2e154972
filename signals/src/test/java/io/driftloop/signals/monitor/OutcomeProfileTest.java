package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeProfileTest {
  private static final OutcomeReference REFERENCE = Outcomes.reference(1);

  private static byte[] bytes(OutcomeProfile profile) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    profile.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static OutcomeProfile read(byte[] bytes) throws IOException {
    return OutcomeProfile.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static OutcomeProfile of(List<Outcome> rows) {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    rows.forEach(row -> profile.add(REFERENCE, row));
    return profile;
  }

  private static List<String> counts(OutcomeProfile profile) {
    return profile.groups().all().stream()
        .map(group -> group.name() + " " + group.hits() + " of " + group.rows())
        .toList();
  }

  @Test
  void countsWhatItIsGiven() {
    List<Outcome> rows = Outcomes.rows(500, new Random(2), Outcomes.NO_HARM);
    OutcomeProfile profile = of(rows);
    assertThat(profile.rows()).isEqualTo(500);
    assertThat(profile.brier().count()).isEqualTo(500);
    assertThat(profile.confusion().orElseThrow().rows()).isEqualTo(500);
    assertThat(profile.scores()).hasSize(1);
    assertThat(profile.sample().size()).isEqualTo(500);
    assertThat(profile.groups().all()).hasSize(3);
    long grouped = profile.groups().all().stream().mapToLong(OutcomeGroups.Group::rows).sum();
    assertThat(grouped).isEqualTo(500);
  }

  @Test
  void mergeIsOnePass() throws IOException {
    for (long seed = 0; seed < 5; seed++) {
      List<Outcome> rows = Outcomes.rows(3_000, new Random(seed), Outcomes.NO_HARM);
      OutcomeProfile merged = of(rows.subList(0, 1_200));
      merged.merge(of(rows.subList(1_200, 3_000)));
      OutcomeProfile once = of(rows);
      assertThat(merged.sample().codes()).as("seed %d", seed).isEqualTo(once.sample().codes());
      assertThat(counts(merged)).as("seed %d", seed).isEqualTo(counts(once));
      assertThat(merged.performance().correct().mean())
          .isCloseTo(once.performance().correct().mean(), within(1e-12));
      assertThat(merged.scores().get(0).auc(.95).value())
          .isCloseTo(once.scores().get(0).auc(.95).value(), within(1e-12));
    }
  }

  @Test
  void comesBackFromBytesAndGoesOn() throws IOException {
    List<Outcome> rows = Outcomes.rows(600, new Random(3), Outcomes.NO_HARM);
    OutcomeProfile profile = of(rows.subList(0, 300));
    OutcomeProfile back = read(bytes(profile));
    for (Outcome row : rows.subList(300, 600)) {
      profile.add(REFERENCE, row);
      back.add(REFERENCE, row);
    }
    assertThat(bytes(back)).isEqualTo(bytes(profile));
  }

  @Test
  void aCorrectionInAnotherPartEqualsTheRightLabelAtOnce() throws IOException {
    List<Outcome> right = Outcomes.rows(400, new Random(4), Outcomes.NO_HARM);
    OutcomeProfile first = OutcomeProfile.empty(2);
    OutcomeProfile corrections = OutcomeProfile.empty(2);
    for (int i = 0; i < right.size(); i++) {
      Outcome row = right.get(i);
      int wrong = 1 - row.label();
      boolean corrected = i % 3 == 0;
      first.add(REFERENCE, corrected ? labelled(row, wrong) : row);
      if (corrected) {
        corrections.correct(REFERENCE, labelled(row, wrong), wrong, 1);
        corrections.correct(REFERENCE, row, wrong, 2);
      }
    }
    OutcomeProfile merged = read(bytes(first));
    merged.merge(read(bytes(corrections)));
    OutcomeProfile once = of(right);
    assertThat(merged.rows()).isEqualTo(400);
    assertThat(counts(merged)).isEqualTo(counts(once));
    assertThat(merged.sample().errors()).isEqualTo(once.sample().errors());
    assertThat(merged.losses().counts()).isEqualTo(once.losses().counts());
    assertThat(merged.confusion().orElseThrow().hits())
        .isEqualTo(once.confusion().orElseThrow().hits());
    assertThat(merged.scores().get(0).auc(.95).value())
        .isCloseTo(once.scores().get(0).auc(.95).value(), within(1e-12));
    assertThat(merged.performance().logLoss().mean())
        .isCloseTo(once.performance().logLoss().mean(), within(1e-9));
    assertThat(merged.brier().mean()).isCloseTo(once.brier().mean(), within(1e-9));
  }

  private static Outcome labelled(Outcome row, int label) {
    return new Outcome(row.id(), row.scores(), label, row.segments(), row.features());
  }

  @Test
  void rowsWithoutFeaturesCountInAllButTheSample() {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    Outcome row = Outcomes.rows(1, new Random(5), Outcomes.NO_HARM).get(0);
    profile.add(
        REFERENCE, new Outcome(row.id(), row.scores(), row.label(), row.segments(), new float[0]));
    assertThat(profile.rows()).isOne();
    assertThat(profile.groups().all()).hasSize(1);
    assertThat(profile.sample().size()).isZero();
  }

  @Test
  void anOlderVersionsPerformanceIsGoneOnWith() throws IOException {
    PerformanceProfile old = new PerformanceProfile();
    List<Outcome> rows = Outcomes.rows(300, new Random(6), Outcomes.NO_HARM);
    rows.forEach(row -> old.add(row.scores(), row.label()));
    OutcomeProfile read = read(Samples.bytes(old::write));
    assertThat(read.confusion()).isEmpty();
    assertThat(bytes(read(bytes(read)))).isEqualTo(bytes(read));
    read.merge(of(Outcomes.rows(200, new Random(7), Outcomes.NO_HARM)));
    assertThat(read.rows()).isEqualTo(500);
    assertThat(read.confusion().orElseThrow().rows()).isEqualTo(200);
    OutcomeProfile fresh = OutcomeProfile.empty(2);
    fresh.merge(read(Samples.bytes(old::write)));
    assertThat(fresh.performance().correct().mean()).isCloseTo(old.correct().mean(), within(1e-12));
    assertThat(fresh.performance().logLoss().variance())
        .isCloseTo(old.logLoss().variance(), within(1e-9));
  }

  @Test
  void isBoundedWhateverTheSegments() throws IOException {
    OutcomeProfile one = OutcomeProfile.empty(2);
    OutcomeProfile other = OutcomeProfile.empty(2);
    OutcomeProfile both = OutcomeProfile.empty(2);
    for (int i = 0; i < 5_000; i++) {
      Outcome row =
          new Outcome(
              "r" + i, new float[] {.2f, .8f}, 1, Map.of("user", "u" + i % 3_000), new float[3]);
      (i % 2 == 0 ? one : other).add(REFERENCE, row);
      both.add(REFERENCE, row);
    }
    one.merge(other);
    assertThat(both.groups().all()).hasSize(OutcomeGroups.CAPACITY);
    assertThat(counts(one)).isEqualTo(counts(both));
    assertThat(both.sample().size()).isEqualTo(OutcomeProfile.SAMPLE_ROWS);
    assertThat(bytes(both).length).isLessThan(220_000);
  }

  @Test
  void manyClassesHaveNoFiguresByClass() throws IOException {
    OutcomeProfile profile = OutcomeProfile.empty(500);
    assertThat(profile.confusion()).isEmpty();
    assertThat(profile.scores()).isEmpty();
    assertThat(bytes(read(bytes(profile)))).isEqualTo(bytes(profile));
  }

  @Test
  void refusesWhatIsNoRowOrNoProfile() {
    OutcomeProfile profile = OutcomeProfile.empty(2);
    Outcome narrow = new Outcome("a", new float[] {1}, 0, Map.of(), new float[0]);
    assertThatThrownBy(() -> profile.add(REFERENCE, narrow))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> profile.merge(OutcomeProfile.empty(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OutcomeProfile.empty(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> read(new byte[] {3, 0, 0})).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[] {1, 0, 0})).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[] {2, 0, 0, 0, 1})).isInstanceOf(IOException.class);
  }
}
