package io.driftloop.jobs.labels;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.signals.detector.DetectorKind;
import io.driftloop.signals.detector.ErrorWatch;
import io.driftloop.signals.monitor.FairnessSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The label join's own options. */
public final class LabelJoinOptions {
  public static final Option<Duration> WAIT =
      Option.duration(
              "labels.wait",
              "30d",
              "Event time that a prediction waits for its label and for corrections of it.")
          .defaultTo("30d");

  public static final Option<Duration> PREDICTION_WAIT =
      Option.duration(
              "labels.prediction-wait",
              "1d",
              "Event time that a label waits for its prediction before it is a dead letter.")
          .defaultTo("1d");

  public static final Option<Double> FEATURE_SAMPLING =
      Option.number(
              "labels.feature-sampling",
              0,
              1,
              "Share of predictions whose features are kept for training; the scores of all are"
                  + " kept. Which ones they are depends on the id alone.")
          .defaultTo("1.0");

  public static final Option<List<String>> FAIRNESS_GROUPS =
      Option.list(
              "fairness.groups",
              "country, age-group",
              "Names of the segments whose values are groups that a model is to treat alike; each is"
                  + " compared with the largest of its segment.")
          .defaultTo("")
          .example("country, age-group");

  public static final Option<String> FAVOURED_CLASS =
      Option.text(
          "fairness.favoured-class",
          "approved",
          "The class that people wish for themselves; where it is not set, a model's last. A model"
              + " that does not know it is not compared.");

  public static final Option<Double> PARITY =
      Option.number(
              "fairness.parity",
              0,
              1,
              "Largest difference of the shares with the favoured prediction that is put up with.")
          .defaultTo("0.1");

  public static final Option<Double> IMPACT =
      Option.number(
              "fairness.impact",
              0,
              1,
              "Smallest ratio of the shares with the favoured prediction that is put up with.")
          .defaultTo("0.8");

  public static final Option<Double> OPPORTUNITY =
      Option.number(
              "fairness.opportunity",
              0,
              1,
              "Largest difference of the true positive rates that is put up with.")
          .defaultTo("0.1");

  public static final Option<List<DetectorKind>> DETECTORS = detectors();

  public static final Option<Boolean> DETECTORS_BREACH =
      Option.flag(
              "detectors.breach",
              "Whether a change that a detector finds is a breach. They keep no budget of false"
                  + " alarms: without this it is a diagnosis.")
          .defaultTo("false");

  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              VerdictOptions.ALL,
              JobOptions.MODELS_URI,
              JobOptions.WINDOW,
              WAIT,
              PREDICTION_WAIT,
              FEATURE_SAMPLING,
              FAIRNESS_GROUPS,
              FAVOURED_CLASS,
              PARITY,
              IMPACT,
              OPPORTUNITY,
              DETECTORS,
              DETECTORS_BREACH),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private LabelJoinOptions() {}

  private static Option<List<DetectorKind>> detectors() {
    Option<List<String>> names =
        Option.list(
            "detectors",
            "adwin, ddm",
            "Published detectors that are shown every version's errors, in the order of their"
                + " labels, to compare with risk, which keeps the budget. They run in one task a"
                + " version.");
    return new Option<>(
        names.key(),
        Optional.of(List.of()),
        "a list of "
            + Arrays.stream(DetectorKind.values())
                .map(ErrorWatch::name)
                .collect(Collectors.joining(", ")),
        names.example(),
        names.description(),
        text -> names.parser().apply(text).stream().map(LabelJoinOptions::detector).toList(),
        kinds -> kinds.stream().distinct().count() == kinds.size());
  }

  private static DetectorKind detector(String name) {
    return Arrays.stream(DetectorKind.values())
        .filter(kind -> ErrorWatch.name(kind).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no detector is called " + name));
  }

  /** How labels are evaluated. */
  static LabelSettings settings(Options options) {
    return new LabelSettings(
        VerdictOptions.settings(options),
        new FairnessSettings(
            options.get(FAIRNESS_GROUPS),
            options.get(PARITY),
            options.get(IMPACT),
            options.get(OPPORTUNITY)),
        options.has(FAVOURED_CLASS) ? options.get(FAVOURED_CLASS) : "");
  }
}
