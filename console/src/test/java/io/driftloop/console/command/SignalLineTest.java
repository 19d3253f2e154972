package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Signal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignalLineTest {

  private static Signal.Builder signal() {
    return Signal.newBuilder()
        .setId("id")
        .setModel("elec2")
        .setModelVersion("v2")
        .setKind("psi")
        .setWindowStart(0)
        .setWindowEnd(604_800_000)
        .setValue(0.123456)
        .setSampleCount(336)
        .setBreached(false);
  }

  @Test
  void saysHowItWasJudged() {
    Signal signal =
        signal()
            .setSubject("price")
            .setSegment("region=NSW")
            .setThreshold(.1)
            .setReference(.05)
            .setPValue(1.5e-9)
            .setMethod("chi-squared")
            .setReferenceCount(4_000L)
            .setEvidence(Map.of("share", 1.0))
            .setBreached(true)
            .setSeverity("WARNING")
            .build();
    assertThat(SignalLine.of(signal))
        .isEqualTo(
            "1970-01-08T00:00:00Z  elec2 v2  warning   psi of price in region=NSW  0.1235"
                + "  threshold 0.1  reference 0.05  p 1.5E-9  by chi-squared  rows 336/4000  share 1");
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    assertThat(SignalLine.of(signal().build()))
        .isEqualTo("1970-01-08T00:00:00Z  elec2 v2  -         psi  0.1235  rows 336");
  }
}
