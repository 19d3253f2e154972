package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.console.ConsoleException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StartupChecksTest {

  @Test
  void saysHowMuchIsThereAndHowMuchIsNeeded() {
    assertThatThrownBy(() -> StartupChecks.requireHeap(300L << 20))
        .isInstanceOf(ConsoleException.class)
        .hasMessageStartingWith("0.3 GiB of heap are too small; at least 0.7 are needed");
    assertThatThrownBy(() -> StartupChecks.requireDisk(Path.of("/somewhere"), 512L << 20))
        .isInstanceOf(ConsoleException.class)
        .hasMessageStartingWith("0.5 GiB free under /somewhere are too little; at least 1");
  }

  @Test
  void enoughIsEnough() {
    assertThatCode(() -> StartupChecks.requireHeap(StartupChecks.LEAST_HEAP))
        .doesNotThrowAnyException();
    assertThatCode(() -> StartupChecks.requireDisk(Path.of("."), StartupChecks.LEAST_DISK))
        .doesNotThrowAnyException();
  }
}
