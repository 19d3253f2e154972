package io.driftloop.jobs.models;

import static io.driftloop.jobs.Rows.prediction;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;

class PredictionCheckTest {

  private static List<String> codes(PredictionRow... rows) throws Exception {
    var check = new PredictionCheck("check", FakeModels::catalog, true);
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(check)) {
      for (PredictionRow row : rows) {
        harness.processElement(Either.Right(row), row.eventTime);
      }
      List<String> codes = new ArrayList<>();
      harness.extractOutputValues().forEach(row -> codes.add("OK"));
      var letters = harness.getSideOutput(DeadLetters.TAG);
      if (letters != null) {
        letters.forEach(letter -> codes.add(letter.getValue().getErrorCode()));
      }
      return codes;
    }
  }

  private static PredictionRow scored(float... scores) {
    PredictionRow row = prediction("a", 1, "v1");
    row.scores = scores;
    return row;
  }

  @Test
  void whatTheSourceTurnedAwayLeavesSideways() throws Exception {
    DeadLetter letter = new DeadLetter();
    letter.setErrorCode(ErrorCode.UNDECODABLE.name());
    var check = new PredictionCheck("check", FakeModels::catalog, true);
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(check)) {
      harness.processElement(Either.Left(letter), 0);
      assertThat(harness.extractOutputValues()).isEmpty();
      assertThat(harness.getSideOutput(DeadLetters.TAG))
          .extracting(StreamRecord::getValue)
          .containsExactly(letter);
    }
  }

  @Test
  void fittingPredictionPasses() throws Exception {
    assertThat(codes(prediction("a", 1, "v1"))).containsExactly("OK");
  }

  @Test
  void aShadowsPredictionPassesWhereItIsAskedFor() throws Exception {
    PredictionRow shadow = prediction("a", 1, "v1");
    shadow.variant = Variant.SHADOW;
    assertThat(codes(shadow)).containsExactly("OK");
    var check = new PredictionCheck("check", FakeModels::catalog, false);
    try (var harness = ProcessFunctionTestHarnesses.forProcessFunction(check)) {
      harness.processElement(Either.Right(shadow), 0);
      harness.processElement(Either.Right(prediction("b", 1, "v1")), 0);
      assertThat(harness.extractOutputValues()).extracting(row -> row.id).containsExactly("b");
      assertThat(harness.getSideOutput(DeadLetters.TAG)).isNull();
    }
  }

  @Test
  void missingValuePasses() throws Exception {
    PredictionRow row = prediction("a", 1, "v1");
    row.features[0] = Float.NaN;
    assertThat(codes(row)).containsExactly("OK");
  }

  @Test
  void scoresThatAreNoProbabilitiesAreDeadLetters() throws Exception {
    Map<String, PredictionRow> bad =
        Map.of(
            "not a number", scored(Float.NaN, 0.5f),
            "infinite", scored(Float.POSITIVE_INFINITY, 0),
            "negative", scored(-0.5f, 1.5f),
            "sum", scored(0.5f, 0.9f),
            "too many", scored(0.2f, 0.3f, 0.5f),
            "none", scored());
    for (Map.Entry<String, PredictionRow> entry : bad.entrySet()) {
      assertThat(codes(entry.getValue()))
          .as(entry.getKey())
          .containsExactly(ErrorCode.INVALID_SCORES.name());
    }
  }

  @Test
  void wrongWidthIsADeadLetter() throws Exception {
    PredictionRow row = prediction("a", 1, "v1");
    row.features = new float[] {1};
    assertThat(codes(row)).containsExactly(ErrorCode.WRONG_WIDTH.name());
  }

  @Test
  void unknownModelOrVersionIsADeadLetterAndTheNextRowPasses() throws Exception {
    PredictionRow other = prediction("a", 1, "v1");
    other.model = "gas";
    assertThat(codes(other, prediction("b", 1, "v77"), prediction("c", 1, "v1")))
        .containsExactly("OK", ErrorCode.UNKNOWN_MODEL.name(), ErrorCode.UNKNOWN_MODEL.name());
  }
}
