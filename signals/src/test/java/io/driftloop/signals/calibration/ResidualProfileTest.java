package io.driftloop.signals.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.calibration.ResidualProfile.Shift;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResidualProfileTest {
  private static final long SEED = 7;

  /** How often a window of such rows alarms at 0.01 against a reference of 1,000 other ones. */
  private static int alarms(int runs, double[] reference, double[] window) {
    int classes = reference.length;
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      ResidualProfile before =
          CalibratedRows.of(1000, classes, reference, SEED + 2L * run).residuals(0, 1000);
      ResidualProfile now =
          CalibratedRows.of(300, classes, window, SEED + 2L * run + 1).residuals(0, 300);
      alarms += now.from(before).pValue() <= 0.01 ? 1 : 0;
    }
    return alarms;
  }

  @Test
  void healthyWindowsKeepTheLevel() {
    // 20 expected; more than 37 has a chance below one in a thousand.
    assertThat(alarms(2000, new double[4], new double[4]))
        .as("alarms of 2000 at 0.01, seed %d", SEED)
        .isBetween(5, 37);
  }

  @Test
  void aModelThatWasAlwaysOffKeepsItToo() {
    double[] off = {1, 0, -0.5};
    assertThat(alarms(2000, off, off)).as("alarms of 2000 at 0.01, seed %d", SEED).isBetween(5, 37);
  }

  @Test
  void sharesThatNeedBiasesAreFoundAndHealthyOnesAreNot() {
    int healthy = 0;
    int off = 0;
    for (int run = 0; run < 1000; run++) {
      long seed = SEED + run;
      ResidualProfile fair = CalibratedRows.of(300, 3, new double[3], seed).residuals(0, 300);
      healthy += fair.fromZero().pValue() <= 0.01 ? 1 : 0;
      double[] shift = {0.5, 0, -0.5};
      off +=
          CalibratedRows.of(300, 3, shift, seed).residuals(0, 300).fromZero().pValue() <= 0.01
              ? 1
              : 0;
    }
    // 10 expected; more than 21 has a chance below one in a thousand.
    assertThat(healthy).as("alarms of 1000 at 0.01, seed %d", SEED).isBetween(1, 21);
    assertThat(off).isGreaterThan(950);
  }

  @Test
  void findsClassesOfOtherShares() {
    assertThat(alarms(200, new double[3], new double[] {0.5, 0, -0.5}))
        .as("alarms of 200, seed %d", SEED)
        .isGreaterThan(180);
  }

  @Test
  void twoClassesAreTheSquareOfTheStandardisedDifference() {
    ResidualProfile before = new ResidualProfile(2);
    ResidualProfile now = new ResidualProfile(2);
    for (int i = 0; i < 40; i++) {
      before.add(new float[] {0.5f, 0.5f}, i % 2);
      now.add(new float[] {0.5f, 0.5f}, i % 4 == 0 ? 0 : 1);
    }
    Shift shift = now.from(before);
    assertThat(shift.freedom()).isOne();
    double variance = 0.25 / 40 + 0.1875 / 40;
    assertThat(shift.statistic()).isEqualTo(0.25 * 0.25 / variance, within(1e-6));
    assertThat(shift.statisticAt(shift.pValue())).isEqualTo(shift.statistic(), within(1e-6));
  }

  @Test
  void tooLittleIsNotCompared() {
    ResidualProfile empty = new ResidualProfile(3);
    assertThat(empty.from(empty)).isEqualTo(new Shift(0, 0, 1));
    assertThat(empty.from(empty).statisticAt(0.01)).isNaN();
    ResidualProfile rare = new ResidualProfile(3);
    for (int i = 0; i < 100; i++) {
      rare.add(new float[] {0.5f, 0.499f, 0.001f}, i % 2);
    }
    assertThat(rare.from(rare)).isEqualTo(new Shift(0, 1, 1));
    ResidualProfile sure = new ResidualProfile(2);
    for (int i = 0; i < 100; i++) {
      sure.add(new float[] {1, 0}, 0);
    }
    assertThat(sure.from(sure).pValue()).isOne();
  }

  @Test
  void mergingAndReadingEqualOnePass() throws IOException {
    CalibratedRows rows = CalibratedRows.of(300, 3, new double[] {0.3, 0, 0}, SEED);
    ResidualProfile reference =
        CalibratedRows.of(500, 3, new double[3], SEED + 1).residuals(0, 500);
    ResidualProfile parts = rows.residuals(0, 100);
    parts.merge(rows.residuals(100, 300));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.write(new DataOutputStream(bytes));
    ResidualProfile read =
        ResidualProfile.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.rows()).isEqualTo(300);
    assertThat(read.from(reference)).isEqualTo(parts.from(reference));
    assertThat(read.from(reference).statistic())
        .isEqualTo(rows.residuals(0, 300).from(reference).statistic(), within(1e-9));
    assertThatThrownBy(() -> parts.merge(new ResidualProfile(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> parts.from(new ResidualProfile(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
