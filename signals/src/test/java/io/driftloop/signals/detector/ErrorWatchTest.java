package io.driftloop.signals.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.Reading;
import io.driftloop.signals.profile.Samples;
import io.driftloop.signals.severity.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorWatchTest {
  private static final int ROWS = 4_000;

  /** A window is 1,000 rows; from the third on, most rows are wrong. */
  private static List<Reading> run(ErrorWatch watch, int from, int to, long seed) {
    SplittableRandom random = new SplittableRandom(seed + from);
    List<Reading> found = new ArrayList<>();
    for (int row = from; row < to; row++) {
      boolean error = random.nextDouble() < (row < ROWS / 2 ? .1 : .8);
      watch.add(error, row / 1_000, false).ifPresent(found::add);
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void everyDetectorFindsAnAbruptChange(DetectorKind kind) {
    ErrorWatch watch = ErrorWatch.of(kind, 3);
    run(watch, 0, ROWS / 2, 5);
    List<Reading> found = run(watch, ROWS / 2, ROWS, 5);
    assertThat(found).isNotEmpty().hasSizeLessThanOrEqualTo(2);
    assertThat(found.get(0).subject()).isEqualTo(ErrorWatch.name(kind));
    assertThat(found.get(0).breached()).isFalse();
    assertThat(found.get(0).severity()).isEqualTo(Severity.INFO);
  }

  @ParameterizedTest
  @EnumSource(DetectorKind.class)
  void goesOnFromItsBytes(DetectorKind kind) throws IOException {
    ErrorWatch watch = ErrorWatch.of(kind, 3);
    run(watch, 0, 2_100, 7);
    byte[] bytes = Samples.bytes(watch::write);
    ErrorWatch again = ErrorWatch.read(Samples.input(bytes));
    assertThat(run(again, 2_100, ROWS, 7)).isEqualTo(run(watch, 2_100, ROWS, 7));
    assertThat(Samples.bytes(again::write)).isEqualTo(Samples.bytes(watch::write));
  }

  @Test
  void aBreachIsOneOnlyWhereItIsAskedFor() {
    ErrorWatch watch = ErrorWatch.of(DetectorKind.ADWIN, 0);
    List<Reading> found = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      watch.add(row >= ROWS / 2, 0, true).ifPresent(found::add);
    }
    assertThat(found).hasSize(1).allMatch(Reading::breached);
  }

  @Test
  void damagedBytesAreRefused() throws IOException {
    byte[] bytes = Samples.bytes(ErrorWatch.of(DetectorKind.DDM, 0)::write);
    bytes[3] = 'X';
    assertThatThrownBy(() -> ErrorWatch.read(Samples.input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("XDM");
  }
}
