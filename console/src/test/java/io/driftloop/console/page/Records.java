package io.driftloop.console.page;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.AlertData;
import io.driftloop.schemas.DatasetRef;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.FeatureShare;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Short ways to make the loop's records, for tests of the page. */
final class Records {
  static final String MODEL = "elec2";
  static final long WEEK = 7 * 86_400_000L;

  private Records() {}

  static long at(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  static Signal.Builder signal(String kind, String subject, long windowEnd, double value) {
    return Signal.newBuilder()
        .setId(kind + subject + windowEnd)
        .setModel(MODEL)
        .setModelVersion("v1")
        .setKind(kind)
        .setSubject(subject)
        .setWindowStart(windowEnd - WEEK)
        .setWindowEnd(windowEnd)
        .setValue(value)
        .setSampleCount(336)
        .setBreached(false);
  }

  static RetrainingDecision hold(String source, long windowEnd, String reason, String detail) {
    return RetrainingDecision.newBuilder()
        .setModel(MODEL)
        .setModelVersion("v1")
        .setSource(source)
        .setWindowEnd(windowEnd)
        .setOutcome(DecisionOutcome.HOLD)
        .setReason(reason)
        .setDetail(detail)
        .build();
  }

  static RetrainingDecision request(String requestId, long windowEnd) {
    return RetrainingDecision.newBuilder(hold("labels", windowEnd, "DRIFT", ""))
        .setOutcome(DecisionOutcome.REQUEST)
        .setRequestId(requestId)
        .build();
  }

  static RetrainingEvent event(String requestId, long requestedAt, Signal... reasons) {
    return RetrainingEvent.newBuilder()
        .setRequestId(requestId)
        .setModel(MODEL)
        .setModelVersion("v1")
        .setAction("RETRAIN")
        .setRequestedAt(requestedAt)
        .setReasons(List.of(reasons))
        .setTrainFrom(requestedAt - 12 * WEEK)
        .setTrainTo(requestedAt)
        .build();
  }

  static RetrainingOutcome outcome(
      String requestId, OutcomeStatus status, String version, double champion, double challenger) {
    return RetrainingOutcome.newBuilder()
        .setRequestId(requestId)
        .setModel(MODEL)
        .setStatus(status)
        .setVersion(version)
        .setDataset(new DatasetRef(0L, WEEK, 4_000L, "00"))
        .setMetrics(Map.of("champion.accuracy", champion, "challenger.accuracy", challenger))
        .setWhy(
            status == OutcomeStatus.PUBLISHED
                ? "the challenger is better on 500 held-back rows"
                : "the challenger is not better")
        .setFinishedAt(1_700_000_000_000L)
        .setSeconds(2.14)
        .build();
  }

  static Alert alert(
      String version, String name, String severity, long windowEnd, FeatureShare... features) {
    String end = Instant.ofEpochMilli(windowEnd).toString();
    return Alert.newBuilder()
        .setId(String.join("/", MODEL, version, name, end))
        .setSource("/driftloop/models/" + MODEL)
        .setType("io.driftloop.breach")
        .setSubject(version + "/" + name)
        .setTime(end)
        .setSeverity(severity)
        .setData(
            AlertData.newBuilder()
                .setModel(MODEL)
                .setModelVersion(version)
                .setWindowStart(Instant.ofEpochMilli(windowEnd - WEEK).toString())
                .setWindowEnd(end)
                .setName(name)
                .setSentence("The model is worse than it was: accuracy is 0.8400.")
                .setFeatures(List.of(features))
                .build())
        .build();
  }

  static ActiveModel active(long generation, String version, long changedAt) {
    return ActiveModel.newBuilder()
        .setModel(MODEL)
        .setGeneration(generation)
        .setChampion(new ModelRef(version, "file:///models/" + version + ".zip", "00", null))
        .setChangedAt(changedAt)
        .build();
  }

  static DeadLetter deadLetter(String code, String message) {
    return DeadLetter.newBuilder()
        .setTopic("labels")
        .setPartition(0)
        .setOffset(7)
        .setStage("label-join-decode")
        .setErrorCode(code)
        .setMessage(message)
        .setPayload(ByteBuffer.allocate(0))
        .build();
  }
}
