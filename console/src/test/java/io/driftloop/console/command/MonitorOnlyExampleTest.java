package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.Home;
import io.driftloop.console.replay.ElsewhereHost;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example that people try first must map every feature of the data that is shipped. */
class MonitorOnlyExampleTest {
  @Test
  void mapsTheShippedDataToAHostElsewhere() {
    Input input =
        Input.of(
            Home.file("console/src/main/resources/data/elec2.csv.gz"),
            Home.file("config/examples/monitor-only-replay.yaml"));

    assertThat(input.monitorOnly()).isTrue();
    assertThat(input.host(Path.of("unused"))).isInstanceOf(ElsewhereHost.class);
  }
}
