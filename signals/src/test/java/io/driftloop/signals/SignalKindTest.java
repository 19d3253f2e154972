package io.driftloop.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SignalKindTest {

  @Test
  void wireNamesAreFound() {
    for (SignalKind kind : SignalKind.values()) {
      assertThat(SignalKind.ofWireName(kind.wireName())).isEqualTo(kind);
    }
    assertThat(SignalKind.JENSEN_SHANNON.wireName()).isEqualTo("jensen-shannon");
    assertThatThrownBy(() -> SignalKind.ofWireName("PSI"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no signal kind is called PSI");
  }
}
