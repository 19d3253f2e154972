package io.driftloop.jobs.mapping;

import static io.driftloop.jobs.mapping.MappingFixture.bytes;
import static io.driftloop.jobs.mapping.MappingFixture.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.schemas.row.LabelRow;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMappingTest {
  private static final String LABEL = "{\"ref\": \"r1\", \"truth\": 1, \"when\": 1777629600.5}";

  @Test
  void mapsAForeignLabel() throws Exception {
    LabelMapping mapping =
        labels()
            .with("labels.classes.1", "UP")
            .with("labels.classes.0", "DOWN")
            .with("labels.map.labeler", "=market")
            .labelMapping();

    LabelRow row = InstantiationUtil.clone(mapping).map(bytes(LABEL));

    assertThat(row.id).isEqualTo("r1");
    assertThat(row.model).isEqualTo("elec2");
    assertThat(row.label).isEqualTo("UP");
    assertThat(row.labeler).isEqualTo("market");
    assertThat(row.knownAt).isEqualTo(1_777_629_600_500L);
  }

  @ParameterizedTest
  @CsvSource({"1, UP", "1.0, UP", "true, true", "\"UP\", UP", "2, 2"})
  void renamesTheValuesThatAreNamedAndKeepsTheOthers(String truth, String label) throws Exception {
    LabelMapping mapping = labels().with("labels.classes.1", "UP").labelMapping();

    LabelRow row = mapping.map(bytes(LABEL.replace("\"truth\": 1", "\"truth\": " + truth)));

    assertThat(row.label).isEqualTo(label);
    assertThat(row.labeler).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ref", "truth", "when"})
  void refusesALabelThatLacksSomething(String field) {
    byte[] record = bytes(LABEL.replace("\"" + field + "\"", "\"other\""));

    assertThatThrownBy(() -> labels().labelMapping().map(record))
        .isInstanceOf(UnmappableException.class)
        .hasMessage("$.%s is missing", field);
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> labels().labelMapping().map(bytes("r1,UP")))
        .isInstanceOf(UndecodableException.class);
  }
}
