package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.console.replay.ReplayReport.Accuracy;
import io.driftloop.console.replay.ReplayReport.Reason;
import io.driftloop.console.replay.ReplayReport.Retraining;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayReportTest {
  @TempDir Path directory;

  @Test
  void theJsonHasTheNamesOfTheContract() throws IOException {
    Retraining retraining =
        new Retraining(
            "m/v1/1",
            "1997-01-02T00:00:00Z",
            "9 errors a week",
            List.of(new Reason("accuracy", "", .7, .75)),
            "1996-10-10T00:00:00Z",
            "1997-01-02T00:00:00Z",
            Map.of("accuracy", .71),
            Map.of("accuracy", .83),
            "PUBLISHED",
            4.5);
    ReplayReport report =
        new ReplayReport(
            9,
            8,
            7,
            6,
            5,
            4,
            3,
            Map.of("psi", 2),
            List.of(retraining),
            new Accuracy(.9, null, .85),
            1,
            12.5);
    Path file = directory.resolve("new/report.json");

    report.write(file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(names(json))
        .containsExactly(
            "rows",
            "requests",
            "predictions",
            "labels",
            "joined",
            "unmatched",
            "deadLetters",
            "signals",
            "retrainings",
            "accuracy",
            "swaps",
            "wallSeconds");
    assertThat(json.get("signals").get("psi").asInt()).isEqualTo(2);
    assertThat(names(json.get("retrainings").get(0)))
        .containsExactly(
            "requestId",
            "at",
            "why",
            "reasons",
            "trainFrom",
            "trainTo",
            "champion",
            "challenger",
            "outcome",
            "secondsToServing");
    assertThat(names(json.get("accuracy"))).containsExactly("loop", "frozen", "lastKnownLabel");
    assertThat(json.get("accuracy").get("frozen").isNull()).isTrue();
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
