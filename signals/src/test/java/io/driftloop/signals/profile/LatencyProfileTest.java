package io.driftloop.signals.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyProfileTest {
  private final Random random = new Random(99);

  private long latency() {
    return Math.max(1, (long) Math.exp(2 + 4 * random.nextDouble() + random.nextGaussian()));
  }

  @Test
  void aQuantileIsAtMostASixteenthTooHigh() {
    long[] latencies = new long[5_000];
    LatencyProfile profile = new LatencyProfile();
    for (int i = 0; i < latencies.length; i++) {
      latencies[i] = latency() * (i % 100 == 0 ? 1_000_000 : 1);
      profile.add(latencies[i]);
    }
    Arrays.sort(latencies);
    for (double share : new double[] {0.001, 0.25, 0.5, 0.9, 0.99, 1}) {
      long exact = latencies[(int) Math.ceil(share * latencies.length) - 1];
      assertThat(profile.quantile(share)).as("%s", share).isBetween(exact, exact + exact / 16);
    }
  }

  @Test
  void rowsAboveALimitAreNeverTooMany() {
    LatencyProfile profile = new LatencyProfile();
    long[] latencies = random.longs(2_000, 1, 100_000).toArray();
    Arrays.stream(latencies).forEach(profile::add);
    for (long limit : new long[] {0, 1, 31, 32, 33, 1000, 65_535, 65_536, 100_000}) {
      long surely = Arrays.stream(latencies).filter(l -> l > limit + limit / 16 + 1).count();
      long exactly = Arrays.stream(latencies).filter(latency -> latency > limit).count();
      assertThat(profile.above(limit)).as("%d", limit).isBetween(surely, exactly);
    }
    assertThat(profile.above(0)).isEqualTo(2_000);
  }

  @Test
  void whatIsNotKnownDoesNotCount() {
    LatencyProfile profile = new LatencyProfile();
    profile.add(0);
    profile.add(-3);
    assertThat(profile.rows()).isZero();
    assertThat(profile.quantile(0.99)).isZero();
    assertThat(profile.above(0)).isZero();
    profile.add(Long.MAX_VALUE);
    assertThat(profile.rows()).isOne();
    assertThat(profile.above(1_000_000)).isOne();
  }

  @Test
  void mergingEqualsOnePass() throws IOException {
    LatencyProfile onePass = new LatencyProfile();
    LatencyProfile merged = new LatencyProfile();
    for (int part = 0; part < 5; part++) {
      LatencyProfile profile = new LatencyProfile();
      for (int i = 0; i < 200 * part; i++) {
        long latency = latency();
        onePass.add(latency);
        profile.add(latency);
      }
      merged.merge(profile);
    }
    assertThat(merged.rows()).isEqualTo(2_000);
    assertThat(Samples.bytes(merged::write)).isEqualTo(Samples.bytes(onePass::write));
  }

  @Test
  void isReadAsWrittenAndTakesFewBytes() throws IOException {
    LatencyProfile profile = new LatencyProfile();
    for (int i = 0; i < 1_000; i++) {
      profile.add(latency());
    }
    byte[] bytes = Samples.bytes(profile::write);
    LatencyProfile read = LatencyProfile.read(Samples.input(bytes));
    assertThat(read.rows()).isEqualTo(1_000);
    assertThat(Samples.bytes(read::write)).isEqualTo(bytes);
    assertThat(Samples.bytes(new LatencyProfile()::write)).hasSizeLessThan(10);
  }

  @Test
  void refusesWhatIsNoProfile() throws IOException {
    LatencyProfile profile = new LatencyProfile();
    profile.add(70);
    byte[] bytes = Samples.bytes(profile::write);
    byte[] format = bytes.clone();
    format[0] = 9;
    assertThatThrownBy(() -> LatencyProfile.read(Samples.input(format)))
        .hasMessageContaining("format 9");
    byte[] bin = bytes.clone();
    bin[5] = 100;
    assertThatThrownBy(() -> LatencyProfile.read(Samples.input(bin)))
        .isInstanceOf(IOException.class);
    byte[] count = bytes.clone();
    count[9] = -1;
    assertThatThrownBy(() -> LatencyProfile.read(Samples.input(count)))
        .isInstanceOf(IOException.class);
  }
}
