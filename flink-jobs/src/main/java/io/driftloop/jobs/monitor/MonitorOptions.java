package io.driftloop.jobs.monitor;

import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.profile.VerdictOptions;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.monitor.SegmentSettings;
import java.time.Duration;
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

  public static final Option<List<String>> SEGMENTS =
      Option.list(
              "segments",
              "country",
              "Names of segments whose values are measured beside all rows, as far as their version"
                  + " has references of them: see train.segments.",
              SegmentReferences.MOST_NAMES)
          .defaultTo("")
          .example("country");

  public static final Option<Integer> SEGMENT_VALUES =
      Option.integer(
              "segments.most-values",
              1,
              SegmentReferences.MOST_VALUES,
              "Values of a segment's name that are measured, those with most training rows first;"
                  + " others are counted by the metric valuesOutsideSegments.")
          .defaultTo("20");

  public static final Option<Duration> LATENCY_LIMIT =
      Option.duration(
              "latency.limit",
              "250ms",
              "What 99 of 100 answers must not exceed, from the request to its scores; 0s for a"
                  + " latency that is measured but never breached.")
          .defaultTo("0s");

  /** With those of the labels, so that one file can describe a producer to both jobs. */
  public static final List<Option<?>> ALL =
      SourceOptions.and(
          JobOptions.and(
              VerdictOptions.ALL,
              JobOptions.MODELS_URI,
              JobOptions.WINDOW,
              TOGETHER_SAMPLING,
              SEGMENTS,
              SEGMENT_VALUES,
              LATENCY_LIMIT),
          SourceOptions.PREDICTIONS,
          SourceOptions.LABELS);

  private MonitorOptions() {}

  /** What the job holds its measurements against. */
  static MonitorSettings settings(Options options) {
    return VerdictOptions.settings(options)
        .in(segments(options))
        .within(options.get(LATENCY_LIMIT));
  }

  static SegmentSettings segments(Options options) {
    return new SegmentSettings(options.get(SEGMENTS), options.get(SEGMENT_VALUES));
  }
}
