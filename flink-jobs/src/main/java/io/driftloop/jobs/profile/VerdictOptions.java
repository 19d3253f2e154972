package io.driftloop.jobs.profile;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.io.SignalKinds;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.MonitorSettings.Effects;
import io.driftloop.signals.sequential.DyadicScales;
import io.driftloop.signals.sequential.FalseAlarmBudget;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * When a measurement is a breach, for all jobs that measure: more than chance, by one budget of
 * false alarms, and as large as what matters, by smallest effects.
 */
public final class VerdictOptions {
  public static final Option<Duration> FALSE_ALARMS_PER =
      Option.duration(
              "false-alarms-per",
              "30d",
              "Event time in which at most one false alarm is expected of a model, over all that"
                  + " is tested of it; longer is stricter.")
          .defaultTo("30d");

  public static final Option<Double> ALPHA =
      Option.number(
              "alpha",
              1e-9,
              0.5,
              "Where set, in place of false-alarms-per: the chance of any false alarm of a model in"
                  + " a hundred windows.")
          .defaultTo("0.05");

  public static final Option<Integer> SCALES =
      Option.integer(
              "scales",
              1,
              DyadicScales.MAX_SCALES,
              "Beside each window, 2, 4, ... windows together are tested, up to 2^(scales - 1), so"
                  + " that a small shift that lasts is found.")
          .defaultTo("5");

  public static final Option<Integer> MINIMUM_SAMPLES =
      Option.integer(
              "minimum-samples",
              1,
              Integer.MAX_VALUE,
              "Rows below which a window is measured but never breached.")
          .defaultTo("100");

  public static final Option<Set<SignalKind>> OFF =
      SignalKinds.option(
          "signals.off",
          "g, chi-squared, kl, hellinger, total-variation, l-infinity, kolmogorov-smirnov,"
              + " wasserstein",
          "Kinds of signals that are not measured. Those that are off at first are further"
              + " distances of a feature's histogram, which tell nothing that drift and psi do"
              + " not.",
          kinds -> true);

  public static final Option<Double> PSI =
      effect("effect.psi", 100, "Smallest population stability index that matters.", "0.1");

  public static final Option<Double> JENSEN_SHANNON =
      effect(
          "effect.jensen-shannon",
          1,
          "Smallest Jensen–Shannon distance of a feature that matters.",
          "0.1");

  public static final Option<Double> RATE =
      effect(
          "effect.rate",
          1,
          "Smallest rise of a missing, unseen, range, outlier or out-of-distribution rate that"
              + " matters.",
          "0.01");

  public static final Option<Double> PREDICTION_DRIFT =
      effect(
          "effect.prediction-drift",
          1,
          "Smallest Jensen–Shannon distance of the predicted classes that matters.",
          "0.1");

  public static final Option<Double> CONFIDENCE =
      effect(
          "effect.confidence",
          1,
          "Smallest change of the mean top score, of the margin, or of an entropy that matters.",
          "0.05");

  public static final Option<Double> ACCURACY =
      effect(
          "effect.accuracy",
          1,
          "Smallest fall of the accuracy, measured or estimated, that matters, as a share.",
          "0.03");

  public static final Option<Double> LOG_LOSS =
      effect("effect.log-loss", 100, "Smallest rise of the log-loss that matters, in nats.", "0.1");

  public static final Option<Duration> LAG_LIMIT =
      Option.duration(
              "lag.limit",
              "15m",
              "How long after its end, by the clock, a window may be measured before people are"
                  + " told that the jobs are behind; above event-time.max-out-of-orderness, and 0s"
                  + " for history, which is always behind: no such signal then.")
          .defaultTo("0s");

  /** All of these. */
  public static final List<Option<?>> ALL =
      List.of(
          FALSE_ALARMS_PER,
          ALPHA,
          SCALES,
          MINIMUM_SAMPLES,
          OFF,
          PSI,
          JENSEN_SHANNON,
          RATE,
          PREDICTION_DRIFT,
          CONFIDENCE,
          ACCURACY,
          LOG_LOSS,
          LAG_LIMIT);

  private VerdictOptions() {}

  private static Option<Double> effect(
      String key, double most, String description, String defaultTo) {
    return Option.number(key, 0, most, description).defaultTo(defaultTo);
  }

  /** What a job holds its measurements against. */
  public static MonitorSettings settings(Options options) {
    return new MonitorSettings(
            budget(options),
            options.get(JobOptions.WINDOW),
            options.get(SCALES),
            options.get(MINIMUM_SAMPLES),
            new Effects(
                options.get(PSI),
                options.get(JENSEN_SHANNON),
                options.get(RATE),
                options.get(PREDICTION_DRIFT),
                options.get(CONFIDENCE),
                options.get(ACCURACY),
                options.get(LOG_LOSS)),
            options.get(OFF))
        .measuredWithin(options.get(LAG_LIMIT));
  }

  private static FalseAlarmBudget budget(Options options) {
    return options.has(ALPHA)
        ? FalseAlarmBudget.alpha(options.get(ALPHA))
        : FalseAlarmBudget.falseAlarmsPer(options.get(FALSE_ALARMS_PER));
  }
}
