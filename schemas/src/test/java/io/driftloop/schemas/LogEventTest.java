package io.driftloop.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogEventTest {
  @Test
  void isOneLineOfPairsInTheirOrder() {
    assertThat(
            LogEvent.of("model-serving")
                .with("model", "elec")
                .with("generation", 3)
                .with("id", "elec/v1/2024-01-01T00:00:00Z"))
        .hasToString("event=model-serving model=elec generation=3 id=elec/v1/2024-01-01T00:00:00Z");
  }

  @Test
  void quotesWhatCouldBeTakenForSomethingElse() {
    assertThat(LogEvent.of("e").with("why", "no version serves").with("none", ""))
        .hasToString("event=e why=\"no version serves\" none=\"\"");
    assertThat(LogEvent.of("e").with("id", "a=b").with("path", "c:\\d").with("said", "\"no\""))
        .hasToString("event=e id=\"a=b\" path=\"c:\\\\d\" said=\"\\\"no\\\"\"");
  }

  @Test
  void aClientsIdMakesNoLineOfItsOwn() {
    String forged = "x\nevent=model-refused\r\t\u0000\u0085\u2028y";
    assertThat(LogEvent.of("dead-letter").with("id", forged).toString())
        .isEqualTo("event=dead-letter id=\"x\\nevent=model-refused\\r\\t\\u0000\\u0085\\u2028y\"");
  }
}
