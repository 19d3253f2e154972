package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeldBackReferenceTest {
  private static final List<Outcome> ROWS = Outcomes.rows(500, new Random(1), Outcomes.NO_HARM);

  private static HeldBackReference reference() {
    return HeldBackReference.of(
        ROWS.stream().map(Outcome::scores).toArray(float[][]::new),
        ROWS.stream().mapToInt(Outcome::label).toArray(),
        2);
  }

  private static HeldBackReference withOutcomes() {
    OutcomeProfile outcomes = OutcomeProfile.empty(2);
    ROWS.forEach(row -> outcomes.add(Outcomes.reference(1), row));
    return reference().with(outcomes);
  }

  @Test
  void rowsByClassSegmentAndSliceComeBack() throws IOException {
    byte[] bytes = Samples.bytes(withOutcomes()::write);
    HeldBackReference read = HeldBackReference.read(Samples.input(bytes));
    assertThat(read.outcomes().orElseThrow().rows()).isEqualTo(500);
    assertThat(read.outcomes().orElseThrow().groups().all()).hasSize(3);
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
  }

  /** The first format ended where the second says whether outcomes follow. */
  @Test
  void theFirstFormatIsReadWithoutThem() throws IOException {
    byte[] second = Samples.bytes(reference()::write);
    byte[] first = Arrays.copyOf(second, second.length - 1);
    first[0] = 1;
    HeldBackReference read = HeldBackReference.read(Samples.input(first));
    assertThat(read.outcomes()).isEmpty();
    assertThat(Samples.bytes(read::write)).isEqualTo(second);
  }

  @Test
  void anUnknownFormatIsRefused() throws IOException {
    byte[] bytes = Samples.bytes(reference()::write);
    bytes[0] = 3;
    assertThatThrownBy(() -> HeldBackReference.read(Samples.input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 3");
  }
}
