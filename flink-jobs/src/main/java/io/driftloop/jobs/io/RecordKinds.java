package io.driftloop.jobs.io;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.codec.AlertCodec;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.LabelRowCodec;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/** The records that the jobs read and write. */
public final class RecordKinds {
  public static final RecordKind<RequestRow> REQUESTS =
      new RecordKind<>(
          Topics.INFERENCE_REQUESTS,
          new RequestRowTypeInfo(),
          () -> new RequestRowCodec()::decode,
          () -> new RequestRowCodec()::encode,
          row -> row.id,
          row -> row.model,
          row -> row.eventTime,
          true);

  public static final RecordKind<PredictionRow> PREDICTIONS =
      new RecordKind<>(
          Topics.PREDICTIONS,
          Types.POJO(PredictionRow.class),
          () -> new PredictionRowCodec()::decode,
          () -> new PredictionRowCodec()::encode,
          row -> row.id,
          row -> row.model,
          row -> row.eventTime,
          true);

  public static final RecordKind<LabelRow> LABELS =
      new RecordKind<>(
          Topics.LABELS,
          Types.POJO(LabelRow.class),
          () -> new LabelRowCodec()::decode,
          () -> new LabelRowCodec()::encode,
          row -> row.id,
          row -> row.model,
          row -> row.knownAt,
          true);

  public static final RecordKind<TrainingExample> TRAINING_EXAMPLES =
      ours(
          Topics.TRAINING_EXAMPLES,
          TrainingExample.class,
          TrainingExample::getId,
          TrainingExample::getModel,
          TrainingExample::getKnownAt);

  public static final RecordKind<Signal> SIGNALS =
      ours(Topics.SIGNALS, Signal.class, Signal::getModel, Signal::getModel, Signal::getWindowEnd);

  public static final RecordKind<RetrainingDecision> DECISIONS =
      ours(
          Topics.RETRAINING_DECISIONS,
          RetrainingDecision.class,
          RetrainingDecision::getModel,
          RetrainingDecision::getModel,
          RetrainingDecision::getWindowEnd);

  public static final RecordKind<RetrainingEvent> RETRAINING_EVENTS =
      ours(
          Topics.RETRAINING_EVENTS,
          RetrainingEvent.class,
          RetrainingEvent::getModel,
          RetrainingEvent::getModel,
          RetrainingEvent::getRequestedAt);

  public static final RecordKind<RetrainingOutcome> OUTCOMES =
      ours(
          Topics.RETRAINING_OUTCOMES,
          RetrainingOutcome.class,
          RetrainingOutcome::getModel,
          RetrainingOutcome::getModel,
          RetrainingOutcome::getFinishedAt);

  public static final RecordKind<ActiveModel> ACTIVE_MODELS =
      ours(
          Topics.ACTIVE_MODELS,
          ActiveModel.class,
          ActiveModel::getModel,
          ActiveModel::getModel,
          ActiveModel::getChangedAt);

  public static final RecordKind<Alert> ALERTS =
      new RecordKind<>(
          Topics.ALERTS,
          new AvroTypeInfo<>(Alert.class),
          () -> new AlertCodec()::decode,
          () -> new AlertCodec()::encode,
          alert -> alert.getData().getModel(),
          alert -> alert.getData().getModel(),
          alert -> Instant.parse(alert.getTime()).toEpochMilli(),
          false);

  public static final RecordKind<DeadLetter> DEAD_LETTERS =
      ours(
          Topics.DEAD_LETTERS,
          DeadLetter.class,
          DeadLetter::getTopic,
          DeadLetter::getTopic,
          DeadLetter::getRecordTime);

  private RecordKinds() {}

  private static <T extends SpecificRecordBase> RecordKind<T> ours(
      String topic,
      Class<T> type,
      RecordKind.Text<T> key,
      RecordKind.Text<T> model,
      RecordKind.Time<T> time) {
    return new RecordKind<>(
        topic,
        new AvroTypeInfo<>(type),
        () -> Codec.of(type)::decode,
        () -> Codec.of(type)::encode,
        key,
        model,
        time,
        false);
  }
}
