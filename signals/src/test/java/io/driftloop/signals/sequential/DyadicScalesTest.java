package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class DyadicScalesTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @Test
  void blocksCloseWithTheirLastWindow() {
    DyadicScales<MeanProfile> scales = new DyadicScales<>(3, MeanProfile::new);
    List<String> closed = new ArrayList<>();
    for (int window = 0; window < 8; window++) {
      closed.add(describe(scales.add(window, new MeanProfile(1, 1 << window))));
    }
    assertThat(closed)
        .containsExactly(
            "0:0=1 ",
            "0:1=2 1:0=3 ",
            "0:2=4 ",
            "0:3=8 1:1=12 2:0=15 ",
            "0:4=16 ",
            "0:5=32 1:2=48 ",
            "0:6=64 ",
            "0:7=128 1:3=192 2:1=240 ");
  }

  @Test
  void windowsWithoutRowsCloseBlocksToo() {
    DyadicScales<MeanProfile> scales = new DyadicScales<>(4, MeanProfile::new);
    assertThat(describe(scales.add(2, new MeanProfile(1, 1)))).isEqualTo("0:2=1 ");
    assertThat(describe(scales.add(5, new MeanProfile(1, 2))))
        .isEqualTo("1:1=1 2:0=1 0:5=2 1:2=2 ");
    assertThat(describe(scales.advance(8))).isEqualTo("2:1=2 3:0=3 ");
    assertThat(describe(scales.advance(1_000_000_000))).isEmpty();
    assertThat(scales.next()).isEqualTo(1_000_000_000);
    assertThat(describe(scales.add(1L << 40, new MeanProfile(1, 4))))
        .isEqualTo("0:1099511627776=4 ");
  }

  private static String describe(List<Block<MeanProfile>> blocks) {
    StringBuilder text = new StringBuilder();
    for (Block<MeanProfile> block : blocks) {
      text.append(block.scale()).append(':').append(block.index()).append('=');
      text.append((long) block.profile().sum()).append(' ');
    }
    return text.toString();
  }

  @RepeatedTest(50)
  void everyBlockHasExactlyItsWindowsRowsAlsoAcrossARestart() throws IOException {
    int count = 1 + random.nextInt(6);
    DyadicScales<MeanProfile> scales = new DyadicScales<>(count, MeanProfile::new);
    Map<Long, MeanProfile> given = new TreeMap<>();
    Map<String, Double> closed = new HashMap<>();
    long window = random.nextInt(200) - 100;
    for (int i = 0; i < 100; i++) {
      MeanProfile profile = new MeanProfile(1 + random.nextInt(5), random.nextInt(1_000));
      double before = profile.sum();
      List<Block<MeanProfile>> blocks = scales.add(window, profile);
      assertThat(profile.sum()).isEqualTo(before);
      given.put(window, profile);
      collect(blocks, closed);
      window += 1 + (random.nextInt(4) == 0 ? random.nextInt(20) : 0);
      if (random.nextInt(10) == 0) {
        byte[] bytes = Samples.bytes(scales::write);
        scales = DyadicScales.read(Samples.input(bytes), MeanProfile::new, MeanProfile::read);
        assertThat(Samples.bytes(scales::write)).isEqualTo(bytes);
      }
    }
    collect(scales.advance(window + 1_000), closed);
    Map<String, Double> expected = new HashMap<>();
    given.forEach(
        (index, profile) -> {
          for (int scale = 0; scale < count; scale++) {
            expected.merge(scale + ":" + (index >> scale), profile.sum(), Double::sum);
          }
        });
    assertThat(closed).as("seed %d", seed).isEqualTo(expected);
  }

  private void collect(List<Block<MeanProfile>> blocks, Map<String, Double> closed) {
    for (Block<MeanProfile> block : blocks) {
      String key = block.scale() + ":" + block.index();
      assertThat(closed.put(key, block.profile().sum())).as("seed %d, %s", seed, key).isNull();
      assertThat(block.lastWindow() - block.firstWindow() + 1).isEqualTo(block.windows());
    }
  }

  @Test
  void aConsumerMayKeepOrChangeABlock() {
    DyadicScales<MeanProfile> scales = new DyadicScales<>(3, MeanProfile::new);
    for (int window = 0; window < 3; window++) {
      scales
          .add(window, new MeanProfile(1, 1))
          .forEach(block -> block.profile().merge(new MeanProfile(9, 99)));
    }
    assertThat(describe(scales.add(3, new MeanProfile(1, 1)))).isEqualTo("0:3=1 1:1=2 2:0=4 ");
  }

  @Test
  void whatIsOutOfOrderIsRefused() {
    DyadicScales<MeanProfile> scales = new DyadicScales<>(2, MeanProfile::new);
    scales.add(5, new MeanProfile(1, 1));
    assertThatThrownBy(() -> scales.add(5, new MeanProfile(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("window 5 comes after window 5");
    assertThatThrownBy(() -> new DyadicScales<>(0, MeanProfile::new))
        .hasMessage("0 scales are not between 1 and 20");
    assertThatThrownBy(() -> new DyadicScales<>(21, MeanProfile::new))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
