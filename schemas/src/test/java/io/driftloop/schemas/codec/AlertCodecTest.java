package io.driftloop.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.Alert;
import io.driftloop.schemas.AlertData;
import io.driftloop.schemas.FeatureShare;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertCodecTest {
  private static final Alert ALERT =
      Alert.newBuilder()
          .setId("elec2/v3/quality")
          .setSource("/driftloop/models/elec2")
          .setType("io.driftloop.breach")
          .setSubject("v3/quality")
          .setTime("1997-11-06T00:00:00Z")
          .setSeverity("critical")
          .setData(
              AlertData.newBuilder()
                  .setModel("elec2")
                  .setModelVersion("v3")
                  .setWindowStart("1997-10-30T00:00:00Z")
                  .setWindowEnd("1997-11-06T00:00:00Z")
                  .setName("quality")
                  .setSentence("\"Worse\" — by\nhalf")
                  .setEvidence(List.of("a/b", "c"))
                  .setFeatures(List.of(new FeatureShare("price", 0.75)))
                  .build())
          .build();

  private final AlertCodec codec = new AlertCodec();

  @Test
  void writesACloudEventInJson() {
    assertThat(new String(codec.encode(ALERT), StandardCharsets.UTF_8))
        .startsWith("{\"specversion\": \"1.0\", \"id\": \"elec2/v3/quality\",")
        .contains("\"datacontenttype\": \"application/json\"", "\"severity\": \"critical\"")
        .contains("\"data\": {\"model\": \"elec2\"")
        .contains("\\\"Worse\\\"", "by\\nhalf")
        .contains("\"features\": [{\"feature\": \"price\", \"shareOfChange\": 0.75}]");
  }

  @Test
  void readsWhatItWrites() throws UndecodableException {
    assertThat(codec.decode(codec.encode(ALERT))).isEqualTo(ALERT);
  }

  @Test
  void refusesWhatIsNoAlert() {
    for (String text : List.of("", "{", "[]", "{\"specversion\": \"1.0\"}", "nonsense")) {
      assertThatThrownBy(() -> codec.decode(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(UndecodableException.class)
          .hasMessageStartingWith("no alert: ");
    }
    assertThatThrownBy(() -> codec.decode(null)).hasMessage("no alert: there is no value");
  }
}
