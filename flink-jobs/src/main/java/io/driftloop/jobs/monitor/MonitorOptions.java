package io.driftloop.jobs.monitor;

import io.driftloop.config.Option;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import java.util.List;

/** The prediction monitor's own options. */
public final class MonitorOptions {
  public static final Option<Double> TOGETHER_SAMPLING =
      Option.number(
              "together.sampling",
              0,
              1,
              "Share of predictions that the test of all features together, embeddings and sketches"
                  + " are told of; each costs as much as all others or more. Which ones they are"
                  + " depends on the id alone.")
          .defaultTo("0.25");

  /** With those of the labels, so that one file can describe a producer to both jobs. */
  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              VerdictOptions.ALL, JobOptions.MODELS_URI, JobOptions.WINDOW, TOGETHER_SAMPLING),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private MonitorOptions() {}
}
