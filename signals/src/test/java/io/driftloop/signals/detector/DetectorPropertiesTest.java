package io.driftloop.signals.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectorPropertiesTest {
  private static final Set<DetectorKind> ANY_NUMBER =
      EnumSet.of(DetectorKind.ADWIN, DetectorKind.PAGE_HINKLEY, DetectorKind.KSWIN);

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @EnumSource
  void constantInputRaisesNothing(DetectorKind kind) {
    double[] values =
        ANY_NUMBER.contains(kind)
            ? new double[] {0, 1, 0.1, -1e17, 1e308, -1e308, 1e-308}
            : new double[] {0, 1};
    for (double value : values) {
      ChangeDetector detector = kind.create(3);
      for (int i = 0; i < 5_000; i++) {
        assertThat(detector.add(value)).as("%s at %d", value, i).isEqualTo(ChangeLevel.NONE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStateThatIsReadContinuesIdentically(DetectorKind kind) throws IOException {
    for (int cut : new int[] {0, 1, 37, 600, 1_500}) {
      ChangeDetector detector = kind.create(5);
      for (int i = 0; i < cut; i++) {
        detector.add(draw(i));
      }
      byte[] bytes = bytes(detector);
      ChangeDetector read = kind.read(input(bytes));
      assertThat(bytes(read)).isEqualTo(bytes);
      for (int i = cut; i < 3_000; i++) {
        double value = draw(i);
        assertThat(read.add(value)).as("seed %d", seed).isEqualTo(detector.add(value));
      }
      assertThat(bytes(read)).as("seed %d", seed).isEqualTo(bytes(detector));
    }
  }

  @ParameterizedTest
  @EnumSource
  void damagedStatesAreRefusedOrHarmless(DetectorKind kind) throws IOException {
    ChangeDetector detector = kind.create(5);
    for (int i = 0; i < 500; i++) {
      detector.add(random.nextInt(100) < 20 ? 1 : 0);
    }
    byte[] bytes = bytes(detector);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> kind.read(input(cut))).isInstanceOf(IOException.class);
    }
    for (int i = 0; i < 300; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        ChangeDetector read = kind.read(input(damaged));
        assertThatCode(() -> read.add(1)).as("seed %d", seed).doesNotThrowAnyException();
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOutsideTheDefinitionAreRefused(DetectorKind kind) {
    ChangeDetector detector = kind.create(0);
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> detector.add(value)).isInstanceOf(IllegalArgumentException.class);
    }
    if (!ANY_NUMBER.contains(kind)) {
      assertThatThrownBy(() -> detector.add(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyDetectorSeesAnAbruptChange(DetectorKind kind) {
    ChangeDetector detector = kind.create(1);
    int alarms = 0;
    for (int i = 0; i < 4_000; i++) {
      double rate = i < 2_000 ? 0.1 : 0.7;
      alarms += detector.add(random.nextDouble() < rate ? 1 : 0) == ChangeLevel.CHANGE ? 1 : 0;
    }
    assertThat(alarms).as("seed %d", seed).isPositive();
  }

  @Test
  void extremeValuesKeepTheStateReadable() throws IOException {
    for (DetectorKind kind : ANY_NUMBER) {
      ChangeDetector detector = kind.create(1);
      for (int i = 0; i < 3_000; i++) {
        detector.add(random.nextBoolean() ? 1e308 : -1e308);
        kind.read(input(bytes(detector)));
      }
    }
  }

  @Test
  void adwinGrowsWithTheLogarithmOfItsWindow() {
    Adwin adwin = new Adwin(Adwin.Parameters.DEFAULT);
    for (int i = 0; i < 1 << 20; i++) {
      adwin.add(0.25);
    }
    assertThat(adwin.width()).isEqualTo(1 << 20);
    assertThat(adwin.buckets()).isLessThanOrEqualTo(5 * 20);
  }

  /** P-values of scipy 1.17.1, ks_2samp with the exact method. */
  @Test
  void exactKolmogorovAgreesWithScipy() {
    assertThat(EqualSizeKolmogorov.pValue(30, 10)).isCloseTo(0.07088798787114439, within(1e-12));
    assertThat(EqualSizeKolmogorov.pValue(8, 5)).isCloseTo(0.0870240870240870, within(1e-12));
    assertThat(EqualSizeKolmogorov.pValue(30, 0)).isOne();
    double[] same = {1, 1, 2, 2};
    assertThat(EqualSizeKolmogorov.steps(same, same)).isZero();
    assertThat(EqualSizeKolmogorov.steps(same, new double[] {2, 2, 2, 3})).isEqualTo(2);
  }

  private double draw(int i) {
    return random.nextDouble() < (i < 1_000 ? 0.1 : 0.5) ? 1 : 0;
  }

  private static byte[] bytes(ChangeDetector detector) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    detector.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
