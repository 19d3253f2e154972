package io.driftloop.jobs.scoring;

import io.driftloop.jobs.io.DeadLetterReport;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.ElapsedTime;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RowRejecter;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import io.driftloop.serving.ModelLoader;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Scores requests in micro-batches with the model that the newest descriptor names. A batch is
 * scored when it is full, after a few milliseconds, and before a watermark, a checkpoint's barrier
 * or the end of the input passes: so no batch is ever state. Every prediction names the version
 * that really scored it.
 *
 * <p>A request that comes twice is scored twice, under the same id: who counts, counts ids.
 */
final class ScoringOperator extends AbstractStreamOperator<PredictionRow>
    implements TwoInputStreamOperator<RequestRow, ActiveModel, PredictionRow>, ServedModels.Change {
  private static final long serialVersionUID = 1L;

  private final ScoringSettings settings;
  private final MailboxExecutor mailbox;
  private final RowRejecter<RequestRow> rejecter;

  private transient Map<String, RowBatch> batches;
  private transient WaitingRows waiting;
  private transient ListState<RequestRow> waitingState;
  private transient ScoringMetrics counters;
  private transient DeadLetterReport deadLetters;
  private transient long watermark;
  private transient ServedModels models;
  private transient BackgroundLoader background;
  private transient boolean flushScheduled;
  private transient boolean expiryScheduled;

  ScoringOperator(
      StreamOperatorParameters<PredictionRow> parameters, ScoringSettings settings, String name) {
    super(parameters);
    this.settings = settings;
    this.mailbox = parameters.getMailboxExecutor();
    this.rejecter = new RowRejecter<>(RecordKinds.REQUESTS, name);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    batches = new HashMap<>();
    waiting = new WaitingRows(settings.mostWaiting());
    watermark = Long.MIN_VALUE;
    counters = new ScoringMetrics(metrics, () -> watermark);
    deadLetters = new DeadLetterReport(metrics);
    metrics.gauge("waitingRows", () -> waiting.size());
    metrics.gauge(ElapsedTime.EVENT_TIME_LAG, new ElapsedTime(() -> watermark, this::now));
    ModelLoader loader = settings.loader().create();
    ModelStates states = new ModelStates(context.getOperatorStateStore());
    models = new ServedModels(loader, states, counters, this, this::now);
    background = new BackgroundLoader(loader, mailbox, models, settings.retryDelay());
    models.loadInBackground(background);
    waitingState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("waiting-requests", RecordKinds.REQUESTS.type()));
  }

  @Override
  public void open() throws Exception {
    super.open();
    models.restore();
    for (RequestRow row : waitingState.get()) {
      take(row);
    }
  }

  @Override
  public void processElement1(StreamRecord<RequestRow> element) {
    take(element.getValue());
  }

  @Override
  public void processElement2(StreamRecord<ActiveModel> element) throws Exception {
    models.offer(element.getValue());
  }

  private void take(RequestRow row) {
    Scorers scorers = models.get(row.model);
    if (scorers == null) {
      await(row);
    } else if (row.features.length != scorers.champion().width()) {
      reject(
          row,
          ErrorCode.WRONG_WIDTH,
          "%d features, the model has %d"
              .formatted(row.features.length, scorers.champion().width()));
    } else {
      addToBatch(row, scorers);
    }
  }

  private void addToBatch(RequestRow row, Scorers scorers) {
    RowBatch batch =
        batches.computeIfAbsent(
            row.model, model -> new RowBatch(settings.batchRows(), settings.embed()));
    batch.add(row, System.nanoTime());
    if (batch.full()) {
      score(batch, scorers);
    } else if (!flushScheduled) {
      flushScheduled = true;
      registerTimer(now() + settings.batchMillis(), this::flushInTime);
    }
  }

  private void flushInTime() {
    flushScheduled = false;
    flush();
  }

  private void flush() {
    batches.forEach((model, batch) -> score(batch, models.get(model)));
  }

  private void score(RowBatch batch, Scorers scorers) {
    if (batch.isEmpty()) {
      return;
    }
    counters.scored(batch.size());
    batch.score(
        scorers,
        prediction -> {
          counters.predictions.inc();
          output.collect(new StreamRecord<>(prediction, prediction.eventTime));
        });
  }

  private void await(RequestRow row) {
    if (!waiting.add(row, now() + settings.waitMillis())) {
      reject(
          row,
          ErrorCode.UNKNOWN_MODEL,
          "no version of %s serves, and %d requests wait already"
              .formatted(row.model, waiting.size()));
    } else {
      scheduleExpiry();
    }
  }

  private void scheduleExpiry() {
    if (!expiryScheduled && !waiting.isEmpty()) {
      expiryScheduled = true;
      registerTimer(waiting.firstDeadline(), this::expire);
    }
  }

  private void expire() {
    expiryScheduled = false;
    waiting.expire(now(), this::rejectUnknown);
    scheduleExpiry();
  }

  private void rejectUnknown(RequestRow row) {
    reject(row, ErrorCode.UNKNOWN_MODEL, "no version of %s serves".formatted(row.model));
  }

  private void reject(RequestRow row, ErrorCode code, String message) {
    DeadLetter letter = rejecter.reject(row, code, message);
    deadLetters.tell(letter);
    output.collect(DeadLetters.TAG, new StreamRecord<>(letter, row.eventTime));
  }

  /** Scores what was taken in for the old version: the new one may take other features. */
  @Override
  public void before(String model) {
    RowBatch batch = batches.get(model);
    if (batch != null) {
      score(batch, models.get(model));
    }
  }

  @Override
  public void after(String model) {
    waiting.release(model, this::take);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    watermark = mark.getTimestamp();
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    waitingState.update(waiting.all());
  }

  @Override
  public void finish() throws Exception {
    flush();
    waiting.expire(Long.MAX_VALUE, this::rejectUnknown);
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (background != null) {
      background.close();
    }
    super.close();
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private void registerTimer(long time, Runnable action) {
    getProcessingTimeService().registerTimer(time, ignored -> action.run());
  }
}
