package io.driftloop.jobs.labels;

import io.driftloop.jobs.io.DeadLetterReport;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RowRejecter;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Brings predictions and their labels together, in whichever order they come, for as long as a
 * label may take. Event-time timers forget what has waited long enough and count what never came; a
 * time to live would use the wall clock, which says nothing when a topic is replayed.
 *
 * <p>The first label of a request makes its training example; the same label again is counted and
 * no more; another one is a correction and makes the example's next revision. It corrects the
 * outcome in the window in which the first label counts, as long as that window is open; later it
 * is counted as late.
 */
final class LabelJoinFunction
    extends KeyedCoProcessFunction<String, PredictionRow, LabelRow, TrainingExample> {
  private static final long serialVersionUID = 1L;

  static final TypeInformation<JoinedOutcome> OUTCOME_TYPE = Types.POJO(JoinedOutcome.class);

  /** How every version's scores met the label, once for each prediction and label of a request. */
  static final OutputTag<JoinedOutcome> OUTCOMES = new OutputTag<>("outcomes", OUTCOME_TYPE);

  /** Of every prediction that was served, whether a label came; once it is waited for no longer. */
  static final OutputTag<PredictionFate> FATES =
      new OutputTag<>("fates", Types.POJO(PredictionFate.class));

  private final ModelCards cards;
  private final RowRejecter<LabelRow> rejecter;
  private final long wait;
  private final long predictionWait;
  private final long window;
  private final double featureSampling;

  private transient ValueState<JoinState> state;
  private transient JoinMetrics metrics;
  private transient DeadLetterReport deadLetters;

  /**
   * @param name the operator's name, for dead letters
   * @param wait event time that a prediction waits for labels
   * @param predictionWait event time that a label waits for its prediction
   * @param window size of the windows in which outcomes are evaluated
   * @param featureSampling share of predictions whose features are kept, 0 to 1
   */
  LabelJoinFunction(
      String name,
      CatalogFactory catalog,
      Duration wait,
      Duration predictionWait,
      Duration window,
      double featureSampling) {
    this.cards = new ModelCards(catalog);
    this.rejecter = new RowRejecter<>(RecordKinds.LABELS, name);
    this.wait = wait.toMillis();
    this.predictionWait = predictionWait.toMillis();
    this.window = window.toMillis();
    this.featureSampling = featureSampling;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    cards.open();
    metrics = new JoinMetrics(getRuntimeContext().getMetricGroup());
    deadLetters = new DeadLetterReport(getRuntimeContext().getMetricGroup());
    state =
        getRuntimeContext().getState(new ValueStateDescriptor<>("join", new JoinStateTypeInfo()));
  }

  @Override
  public void processElement1(PredictionRow row, Context context, Collector<TrainingExample> out)
      throws IOException {
    JoinState known = known();
    if (known.prediction(row.variant) != null) {
      metrics.duplicatePredictions.inc();
      return;
    }
    boolean learnt = row.variant == Variant.CHAMPION && Sampling.keeps(row.id, featureSampling);
    OpenPrediction prediction = OpenPrediction.of(row, learnt);
    known.put(row.variant, prediction);
    keepUntil(row.eventTime + wait, known, context);
    if (known.label != null && rejected(known.label, prediction, row.variant, context)) {
      known.label = null;
    }
    if (known.label != null) {
      join(row.variant, known, context, out);
    }
    state.update(known);
  }

  @Override
  public void processElement2(LabelRow row, Context context, Collector<TrainingExample> out)
      throws IOException {
    JoinState known = known();
    LabelRow before = known.label;
    if (before != null && !replaces(row, before)) {
      return;
    }
    for (Variant variant : known.variants()) {
      if (rejected(row, known.prediction(variant), variant, context)) {
        return;
      }
    }
    known.label = row;
    if (!known.served()) {
      keepUntil(row.knownAt + predictionWait, known, context);
    }
    if (before == null) {
      for (Variant variant : known.variants()) {
        join(variant, known, context, out);
      }
    } else {
      correct(known, before, context, out);
    }
    state.update(known);
  }

  private JoinState known() throws IOException {
    JoinState known = state.value();
    return known == null ? new JoinState() : known;
  }

  private void keepUntil(long time, JoinState known, Context context) {
    if (time > known.until) {
      if (known.until != JoinState.NEVER) {
        context.timerService().deleteEventTimeTimer(known.until);
      }
      context.timerService().registerEventTimeTimer(time);
      known.until = time;
    }
  }

  private boolean replaces(LabelRow row, LabelRow before) {
    if (row.label.equals(before.label)) {
      metrics.duplicateLabels.inc();
      return false;
    }
    if (row.knownAt < before.knownAt) {
      metrics.outdatedLabels.inc();
      return false;
    }
    return true;
  }

  /** Turns a label away whose class the version that answered does not know. */
  private boolean rejected(
      LabelRow label, OpenPrediction prediction, Variant variant, Context context)
      throws IOException {
    if (variant == Variant.SHADOW || classIndex(label, prediction).isPresent()) {
      return false;
    }
    metrics.unknownClasses.inc();
    String message =
        "%s %s has no class '%s'".formatted(label.model, prediction.version, label.label);
    reject(label, ErrorCode.UNKNOWN_CLASS, message, context);
    return true;
  }

  private void reject(LabelRow label, ErrorCode code, String message, Context context) {
    DeadLetter letter = rejecter.reject(label, code, message);
    deadLetters.tell(letter);
    context.output(DeadLetters.TAG, letter);
  }

  private Optional<Integer> classIndex(LabelRow label, OpenPrediction prediction)
      throws IOException {
    return cards.get(label.model, prediction.version).schema().classIndex(label.label);
  }

  private void join(
      Variant variant, JoinState known, Context context, Collector<TrainingExample> out)
      throws IOException {
    OpenPrediction prediction = known.prediction(variant);
    Optional<Integer> index = classIndex(known.label, prediction);
    if (known.countedAt == Long.MIN_VALUE) {
      known.countedAt = known.label.knownAt;
    }
    if (index.isPresent()) {
      context.output(
          OUTCOMES,
          JoinedOutcome.of(variant, prediction, known.label, index.get(), known.countedAt));
    } else {
      metrics.unknownClasses.inc();
    }
    if (variant != Variant.SHADOW) {
      metrics.joined.inc();
    }
    if (variant == Variant.CHAMPION) {
      out.collect(TrainingExamples.of(prediction, known.label, known.revision));
    }
  }

  /** A correction makes a new revision of the example, and of what was counted if still open. */
  private void correct(
      JoinState known, LabelRow before, Context context, Collector<TrainingExample> out)
      throws IOException {
    metrics.corrections.inc();
    if (known.variants().isEmpty()) {
      return; // Nothing was counted yet: the prediction will find the label that counts.
    }
    if (known.champion != null) {
      known.revision++;
      out.collect(TrainingExamples.of(known.champion, known.label, known.revision));
    }
    if (windowIsOpen(known.countedAt, context)) {
      for (Variant variant : known.variants()) {
        correct(variant, known, before, context);
      }
    } else {
      metrics.lateCorrections.inc();
    }
  }

  private boolean windowIsOpen(long time, Context context) {
    return time > Long.MIN_VALUE
        && TimeWindow.getWindowStartWithOffset(time, 0, window) + window - 1
            > context.timerService().currentWatermark();
  }

  private void correct(Variant variant, JoinState known, LabelRow before, Context context)
      throws IOException {
    OpenPrediction prediction = known.prediction(variant);
    Optional<Integer> was = classIndex(before, prediction);
    Optional<Integer> is = classIndex(known.label, prediction);
    if (was.isPresent() && is.isPresent()) {
      JoinedOutcome outcome =
          JoinedOutcome.of(variant, prediction, known.label, is.get(), known.countedAt);
      context.output(OUTCOMES, outcome.correcting(was.get(), known.revision));
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<TrainingExample> out)
      throws IOException {
    JoinState known = known();
    tellFates(known, context);
    if (known.label == null) {
      if (known.served()) {
        metrics.missingLabels.inc();
      }
    } else if (!known.served()) {
      metrics.unmatchedLabels.inc();
      reject(known.label, ErrorCode.UNMATCHED_LABEL, "no prediction with this id came", context);
    }
    state.clear();
  }

  /** A shadow's predictions share the fate of those that were served. */
  private void tellFates(JoinState known, OnTimerContext context) {
    String model = LabelJoinJob.model(context.getCurrentKey());
    for (Variant variant : known.variants()) {
      if (variant != Variant.SHADOW) {
        context.output(
            FATES,
            PredictionFate.of(model, variant, known.prediction(variant), known.label != null));
      }
    }
  }
}
