package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.console.ConsoleException;
import io.driftloop.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TopicRecordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALERT =
      """
      {"specversion": "1.0", "id": "elec2/v1/quality", "source": "/driftloop/models/elec2",
       "type": "io.driftloop.breach", "subject": "v1/quality", "time": "1997-11-06T00:00:00Z",
       "datacontenttype": "application/json", "severity": "warning",
       "data": {"model": "elec2", "modelVersion": "v1", "windowStart": "1997-10-30T00:00:00Z",
         "windowEnd": "1997-11-06T00:00:00Z", "name": "quality", "segment": "",
         "sentence": "Worse.", "evidence": ["a"],
         "features": [{"feature": "price", "shareOfChange": 0.5}]}}
      """;

  private final TopicRecords records = new TopicRecords();

  @Test
  void anAlertsTextIsTheCloudEventThatItIs() throws Exception {
    String text = records.decode(Topics.ALERTS, ALERT.getBytes(StandardCharsets.UTF_8)).toString();
    JsonNode printed = JSON.readTree(text);
    assertThat(printed).isEqualTo(JSON.readTree(ALERT));
    assertThat(text).as("one line").doesNotContain("\n");
  }

  @Test
  void everyTopicThatIsWrittenCanBeRead() {
    assertThat(Topics.ALL)
        .filteredOn(topic -> !records.knows(topic))
        .containsExactly(Topics.ANNOTATION_REQUESTS);
    assertThatThrownBy(() -> records.decode("other", new byte[0]))
        .isInstanceOf(ConsoleException.class);
  }
}
