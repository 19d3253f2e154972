package io.driftloop.jobs.scoring;

import static io.driftloop.jobs.Rows.active;
import static io.driftloop.jobs.Rows.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.jobs.FakeModels;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.RequestRow;
import java.io.IOException;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** How a {@link ScoringOperator} changes from one version to another. */
class ModelSwapTest {

  @Test
  void oldVersionServesUntilTheNewOneIsWarm() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.gated("v2", "warm"), null));
      harness.request(request("a", 1));
      FakeModels.openGate("warm");
      harness.runNextMail();
      harness.request(request("b", 2));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "b:v2");
    }
  }

  @Test
  void swapTakesFromTheDescriptorsComingToItsServing() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.setProcessingTime(1_000);
      harness.model(active(1, "v1"), active(2, FakeModels.gated("v2", "slow"), null));
      assertThat(harness.gauge("swapTime")).as("the first loads at once").isEqualTo(0L);
      harness.setProcessingTime(1_700);
      FakeModels.openGate("slow");
      harness.runNextMail();
      assertThat(harness.gauge("swapTime")).isEqualTo(700L);
    }
  }

  @Test
  void rowsTakenInForTheOldWidthAreScoredBeforeTheSwap() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.ref("v2", "fake:wide"), null));
      harness.request(request("a", 1));
      harness.runNextMail();
      RequestRow wide = request("b", 2);
      wide.features = new float[] {1, 2, 3};
      harness.request(wide, request("c", 3));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "b:v2");
      assertThat(harness.codes()).containsExactly(ErrorCode.WRONG_WIDTH.name());
    }
  }

  @Test
  void highestGenerationCountsInWhateverOrder() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(3, "v3"), active(2, "v2"), active(3, "v4"));
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v3");
    }
  }

  @Test
  void rollbackIsANewGenerationOfAnOldVersion() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, "v2"));
      harness.runNextMail();
      harness.request(request("a", 1));
      harness.model(active(3, "v1"));
      harness.runNextMail();
      harness.request(request("b", 2));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v2", "b:v1");
    }
  }

  @Test
  void refusedVersionChangesNothing() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.ref("v2", FakeModels.REFUSED), null));
      harness.runNextMail();
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1");
    }
  }

  @Test
  void shadowOfAnotherWidthIsRefused() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(
          active(1, "v1"), active(2, FakeModels.ref("v2"), FakeModels.ref("v1", "fake:wide")));
      harness.runNextMail();
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1");
    }
  }

  @Test
  void versionBeforeTheRefusedOneServesAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.ref("v2", FakeModels.REFUSED), null));
      harness.runNextMail();
      state = harness.checkpoint(1);
    }
    try (ScoringHarness harness = ScoringHarness.restored(state)) {
      harness.request(request("a", 1));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1");
    }
  }

  @Test
  void newestVersionServesFromTheFirstRowAfterARestart() throws Exception {
    OperatorSubtaskState state;
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.gated("v2", "restart"), null));
      state = harness.checkpoint(1);
    }
    FakeModels.openGate("restart");
    try (ScoringHarness harness = ScoringHarness.restored(state)) {
      harness.request(request("a", 1));
      harness.model(active(1, "v1"));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v2");
    }
  }

  @Test
  void unreadableStoreIsAskedAgainWhileTheOldVersionServes() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, "v1"), active(2, FakeModels.unreadable("v2", "swap", 2), null));
      harness.runNextMail();
      harness.runNextMail();
      harness.request(request("a", 1));
      harness.runNextMail();
      harness.request(request("b", 2));
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1", "b:v2");
    }
  }

  @Test
  void requestsWaitForAFirstVersionThatCannotBeReadYet() throws Exception {
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, FakeModels.unreadable("v1", "first", 1), null));
      harness.request(request("a", 1));
      harness.runNextMail();
      harness.finish();
      assertThat(harness.answers()).containsExactly("a:v1");
    }
  }

  @Test
  void unreadableStoreAtARestartFailsTheTask() throws Exception {
    OperatorSubtaskState state;
    try (ScoringHarness harness = ScoringHarness.started()) {
      harness.model(active(1, FakeModels.unreadable("v1", "away", 0), null));
      state = harness.checkpoint(1);
    }
    FakeModels.unreadable("v1", "away", 1);
    assertThatThrownBy(() -> ScoringHarness.restored(state)).isInstanceOf(IOException.class);
  }
}
