package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.console.ConsoleException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void namesTheTakenPortAndTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports ports = Ports.of(Map.of("kafka", 0, "flink", taken.getLocalPort(), "page", 0));

      assertThatThrownBy(ports::requireFree)
          .isInstanceOf(ConsoleException.class)
          .hasMessage(
              "port %d (flink) is taken; stop what listens there or pass --ports flink=PORT"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void zeroMeansAnyFreePort() {
    Ports ports = Ports.of(Map.of("kafka", 0, "flink", 0, "page", 0));

    ports.requireFree();
    assertThat(ports.kafka()).isPositive();
  }

  @Test
  void refusesOtherNamesAndTwiceTheSamePort() {
    assertThatThrownBy(() -> Ports.of(Map.of("kafak", 1)))
        .hasMessage("--ports: kafak is none of kafka, flink, page");
    assertThatThrownBy(() -> new Ports(5000, 5000, 5001).requireFree())
        .hasMessageContaining("different ports");
  }
}
