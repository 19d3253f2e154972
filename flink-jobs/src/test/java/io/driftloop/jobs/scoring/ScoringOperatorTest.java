package io.driftloop.jobs.scoring;

import static io.driftloop.jobs.Rows.active;
import static io.driftloop.jobs.Rows.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.jobs.FakeModels;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;

class ScoringOperatorTest {

  @Test
  void fullBatchIsScoredAtOnce() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      harness.request(request("a", 1), request("b", 2));
      assertThat(harness.answers()).isEmpty();
      harness.request(request("c", 3));
      assertThat(harness.answers()).containsExactly("a:v1", "b:v1", "c:v1");
    }
  }

  @Test
  void predictionCarriesTheRequestAndTheScores() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v7"));
      harness.request(request("a", 42));
      harness.prepareSnapshotPreBarrier(1);
      PredictionRow row = harness.predictions().get(0);
      assertThat(row.scores).containsExactly(1 - 0.7f, 0.7f);
      assertThat(row.features).containsExactly(42f, 0f);
      assertThat(row.segments).containsEntry("country", "nz");
      assertThat(row.eventTime).isEqualTo(42);
      assertThat(row.variant).isEqualTo(Variant.CHAMPION);
      assertThat(row.latencyMicros).isNotNegative();
      assertThat(harness.extractOutputStreamRecords().get(0).getTimestamp()).isEqualTo(42);
    }
  }

  @Test
  void predictionCarriesTheEmbeddingWhereAsked() throws Exception {
    try (ScoringHarness plain = ScoringHarness.started();
        ScoringHarness embedding = ScoringHarness.embedding()) {
      for (ScoringHarness harness : List.of(plain, embedding)) {
        harness.model(active(1, "v7"));
        harness.request(request("a", 42));
        harness.prepareSnapshotPreBarrier(1);
      }
      assertThat(plain.predictions().get(0).embedding).isNull();
      assertThat(embedding.predictions().get(0).embedding).containsExactly(84f);
      assertThat(embedding.predictions().get(0).scores).containsExactly(1 - 0.7f, 0.7f);
    }
  }

  @Test
  void smallBatchIsScoredInTime() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      harness.request(request("a", 1));
      harness.setProcessingTime(ScoringHarness.BATCH_MILLIS - 1);
      assertThat(harness.answers()).isEmpty();
      harness.setProcessingTime(ScoringHarness.BATCH_MILLIS);
      assertThat(harness.answers()).containsExactly("a:v1");
      harness.request(request("b", 2));
      harness.setProcessingTime(2 * ScoringHarness.BATCH_MILLIS);
      assertThat(harness.answers()).containsExactly("a:v1", "b:v1");
    }
  }

  @Test
  void batchLeavesBeforeTheWatermark() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      harness.request(request("a", 1));
      ScoringOperator operator = (ScoringOperator) harness.getOperator();
      operator.processWatermark2(Watermark.MAX_WATERMARK);
      operator.processWatermark1(new Watermark(1));
      assertThat(harness.getOutput()).hasSize(2).last().isEqualTo(new Watermark(1));
    }
  }

  @Test
  void batchLeavesBeforeTheBarrierAndIsNoState() throws Exception {
    OperatorSubtaskState state;
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      harness.request(request("a", 1));
      state = harness.checkpoint(1);
      assertThat(harness.answers()).containsExactly("a:v1");
    }
    try (ScoringHarness harness = ScoringHarness.restored(state)) {
      harness.request(request("b", 2));
      harness.finish();
      assertThat(harness.answers()).containsExactly("b:v1");
    }
  }

  @Test
  void shadowIsScoredBesideTheChampion() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, FakeModels.ref("v2"), FakeModels.ref("v1")));
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.predictions())
          .extracting(row -> row.modelVersion, row -> row.variant)
          .containsExactly(tuple("v2", Variant.CHAMPION), tuple("v1", Variant.SHADOW));
    }
  }

  @Test
  void sameRequestTwiceIsAnsweredTwiceUnderOneId() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      harness.request(request("a", 1), request("a", 1));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "a:v1");
    }
  }

  @Test
  void wrongWidthIsADeadLetterWithTheRecord() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"));
      RequestRow wide = request("a", 1);
      wide.features = new float[] {1, 2, 3};
      harness.request(wide, request("b", 2));
      harness.finish();
      assertThat(harness.answers()).containsExactly("b:v1");
      assertThat(harness.codes()).containsExactly(ErrorCode.WRONG_WIDTH.name());
      ByteBuffer payload = harness.deadLetters().get(0).getPayload();
      byte[] bytes = new byte[payload.remaining()];
      payload.get(bytes);
      assertThat(new RequestRowCodec().decode(bytes).features).containsExactly(1f, 2f, 3f);
    }
  }

  @Test
  void requestWaitsForItsModel() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.request(request("a", 1), request("b", 2));
      harness.model(active(1, "v1"));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "b:v1");
      assertThat(harness.codes()).isEmpty();
    }
  }

  @Test
  void requestWaitsOverARestart() throws Exception {
    OperatorSubtaskState state;
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.request(request("a", 1), request("b", 2));
      state = harness.checkpoint(1);
    }
    try (ScoringHarness harness = ScoringHarness.restored(state)) {
      harness.model(active(1, "v1"));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "b:v1");
    }
  }

  @Test
  void requestOfAnUnknownModelIsADeadLetterAfterTheWait() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.request(request("a", 1));
      harness.setProcessingTime(ScoringHarness.WAIT_MILLIS / 2);
      harness.request(request("b", 2));
      harness.setProcessingTime(ScoringHarness.WAIT_MILLIS);
      assertThat(harness.codes()).containsExactly(ErrorCode.UNKNOWN_MODEL.name());
      harness.setProcessingTime(2 * ScoringHarness.WAIT_MILLIS);
      assertThat(harness.codes()).hasSize(2);
    }
  }

  @Test
  void requestsThatWaitAreBounded() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      for (int i = 0; i <= ScoringHarness.MOST_WAITING; i++) {
        harness.request(request("r" + i, i));
      }
      assertThat(harness.codes()).containsExactly(ErrorCode.UNKNOWN_MODEL.name());
    }
  }

  @Test
  void requestThatStillWaitsAtTheEndIsADeadLetter() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.codes()).containsExactly(ErrorCode.UNKNOWN_MODEL.name());
    }
  }
}
