package io.driftloop.jobs.labels;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.JobEnvironment;
import io.driftloop.jobs.io.JobMain;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.KafkaSinks;
import io.driftloop.jobs.io.KafkaSources;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.Rejections;
import io.driftloop.jobs.mapping.MappedSources;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.PredictionCheck;
import io.driftloop.jobs.models.Stores;
import io.driftloop.jobs.profile.PaneProfile;
import io.driftloop.jobs.profile.ProfileWindows;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.detector.DetectorKind;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** Brings labels to their predictions: training examples, and how good each version is. */
public final class LabelJoinJob {
  /** Prefix of every uid and of the consumer group. */
  public static final String NAME = "label-join";

  private LabelJoinJob() {}

  /** What the job reads. */
  public record Sources(
      DataStream<Either<DeadLetter, PredictionRow>> predictions,
      DataStream<Either<DeadLetter, LabelRow>> labels,
      CatalogFactory catalog) {

    public static Sources kafka(StreamExecutionEnvironment environment, Options options) {
      CatalogFactory catalog = Stores.catalog(options);
      return new Sources(
          KafkaSources.rows(
              environment, NAME, MappedSources.predictions(options, catalog), options),
          KafkaSources.rows(environment, NAME, MappedSources.labels(options, catalog), options),
          catalog);
    }
  }

  /** What the job writes. */
  public record Sinks(
      Sink<TrainingExample> trainingExamples, Sink<Signal> signals, Sink<DeadLetter> deadLetters) {

    public static Sinks kafka(Options options) {
      return new Sinks(
          KafkaSinks.exactlyOnce(RecordKinds.TRAINING_EXAMPLES, NAME, options),
          KafkaSinks.atLeastOnce(RecordKinds.SIGNALS, options),
          KafkaSinks.atLeastOnce(RecordKinds.DEAD_LETTERS, options));
    }
  }

  public static void main(String[] arguments) throws Exception {
    JobMain.run(arguments, LabelJoinOptions.ALL, LabelJoinJob::run);
  }

  private static void run(Options options) throws Exception {
    StreamExecutionEnvironment environment = JobEnvironment.create(options);
    build(Sources.kafka(environment, options), Sinks.kafka(options), options);
    environment.execute(NAME);
  }

  /** The job as a diagram. */
  public static void build(Sources sources, Sinks sinks, Options options) {
    SingleOutputStreamOperator<PredictionRow> predictions =
        PredictionCheck.all(sources.predictions(), sources.catalog(), NAME + "-check");
    SingleOutputStreamOperator<LabelRow> labels =
        Rejections.split(sources.labels(), RecordKinds.LABELS, NAME + "-decoded-labels");

    SingleOutputStreamOperator<TrainingExample> joined =
        predictions
            .keyBy(row -> key(row.model, row.id), Types.STRING)
            .connect(labels.keyBy(row -> key(row.model, row.id), Types.STRING))
            .process(function(sources, options), RecordKinds.TRAINING_EXAMPLES.type())
            .uid(NAME + "-join")
            .name(NAME + "-join");
    DataStream<Signal> signals =
        outcomes(joined.getSideOutput(LabelJoinFunction.OUTCOMES), sources.catalog(), options)
            .union(
                coverage(joined.getSideOutput(LabelJoinFunction.FATES), options),
                detections(joined.getSideOutput(LabelJoinFunction.OUTCOMES), options));

    joined.sinkTo(sinks.trainingExamples()).uid(NAME + "-examples").name(NAME + "-examples");
    signals.sinkTo(sinks.signals()).uid(NAME + "-signals").name(NAME + "-signals");
    DeadLetters.sink(NAME, sinks.deadLetters(), predictions, labels, joined);
  }

  /** How right each version was, window by window. */
  private static DataStream<Signal> outcomes(
      DataStream<JoinedOutcome> outcomes, CatalogFactory catalog, Options options) {
    Duration window = options.get(JobOptions.WINDOW);
    LabelSettings settings = LabelJoinOptions.settings(options);
    SingleOutputStreamOperator<PaneProfile> panes =
        ProfileWindows.profile(
            outcomes,
            new OutcomeProfiler(new OutcomeReferences(catalog, settings)),
            window,
            NAME + "-profile");
    return ProfileWindows.evaluate(
        panes, new OutcomeEvaluateFunction(catalog, settings), window, NAME + "-evaluate");
  }

  /** Which predictions got a label. */
  private static DataStream<Signal> coverage(DataStream<PredictionFate> fates, Options options) {
    Duration window = options.get(JobOptions.WINDOW);
    Duration shift = CoverageProfiler.shift(options.get(LabelJoinOptions.WAIT), window);
    SingleOutputStreamOperator<PaneProfile> panes =
        ProfileWindows.profile(
            fates, new CoverageProfiler(shift), window, NAME + "-coverage-profile");
    return ProfileWindows.evaluate(
        panes,
        new CoverageEvaluateFunction(VerdictOptions.settings(options), shift),
        window,
        NAME + "-coverage");
  }

  /** What published detectors make of each version's errors; nothing where none is named. */
  private static DataStream<Signal> detections(
      DataStream<JoinedOutcome> outcomes, Options options) {
    Duration window = options.get(JobOptions.WINDOW);
    List<DetectorKind> detectors =
        VerdictOptions.settings(options).measures(SignalKind.ERROR_STREAM)
            ? options.get(LabelJoinOptions.DETECTORS)
            : List.of();
    boolean none = detectors.isEmpty();
    return outcomes
        .filter(outcome -> !none && outcome.before == JoinedOutcome.NONE)
        .uid(NAME + "-shown")
        .name(NAME + "-shown")
        .map(ErrorRow::of, Types.POJO(ErrorRow.class))
        .uid(NAME + "-errors")
        .name(NAME + "-errors")
        .keyBy(ErrorRow::key, Types.TUPLE(Types.STRING, Types.STRING, Types.STRING))
        .window(new ErrorBuckets(window))
        .process(
            new DetectFunction(detectors, options.get(LabelJoinOptions.DETECTORS_BREACH), window),
            RecordKinds.SIGNALS.type())
        .uid(NAME + "-detect")
        .name(NAME + "-detect");
  }

  private static LabelJoinFunction function(Sources sources, Options options) {
    return new LabelJoinFunction(
        NAME + "-join",
        sources.catalog(),
        options.get(LabelJoinOptions.WAIT),
        options.get(LabelJoinOptions.PREDICTION_WAIT),
        options.get(JobOptions.WINDOW),
        options.get(LabelJoinOptions.FEATURE_SAMPLING));
  }

  /** Ids are unique in their model only. No name holds a character 0. */
  static String key(String model, String id) {
    return model + '\u0000' + id;
  }

  /** The model of a {@link #key}. */
  static String model(String key) {
    return key.substring(0, key.indexOf('\u0000'));
  }
}
