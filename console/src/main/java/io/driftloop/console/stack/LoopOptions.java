package io.driftloop.console.stack;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import io.driftloop.config.Options;
import io.driftloop.jobs.decision.DecisionOptions;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.jobs.labels.LabelJoinOptions;
import io.driftloop.jobs.mapping.SourceOptions;
import io.driftloop.jobs.monitor.MonitorOptions;
import io.driftloop.jobs.scoring.ScoringOptions;
import io.driftloop.retrain.RetrainOptions;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of everything that an embedded stack runs, and what it sets of them itself. */
public final class LoopOptions {
  /** What only the stack can know. */
  private static final Set<Option<?>> OWN =
      Set.of(JobOptions.BOOTSTRAP_SERVERS, JobOptions.MODELS_URI, JobOptions.CHECKPOINT_DIRECTORY);

  private LoopOptions() {}

  /** Every option of the jobs and of the worker, by who reads it. */
  public static Map<String, List<Option<?>>> byPart() {
    Map<String, List<Option<?>>> parts = new LinkedHashMap<>();
    parts.put("All jobs", JobOptions.ALL);
    parts.put("ScoringJob", ownOf(ScoringOptions.ALL));
    parts.put("PredictionMonitorJob", ownOf(MonitorOptions.ALL));
    parts.put("LabelJoinJob", ownOf(LabelJoinOptions.ALL));
    parts.put("RetrainDecisionJob", ownOf(DecisionOptions.ALL));
    parts.put("RetrainWorker", RetrainOptions.ALL);
    return parts;
  }

  private static List<Option<?>> ownOf(List<Option<?>> options) {
    return options.stream().filter(option -> !JobOptions.ALL.contains(option)).toList();
  }

  /**
   * Checks what a person configured of the loop.
   *
   * @throws ConfigException where a key is unknown, a value is not allowed, or a key is the stack's
   */
  public static Options check(Options configured) {
    Set<Option<?>> known = new LinkedHashSet<>();
    byPart().values().forEach(known::addAll);
    configured.requireKnown(known, SourceOptions.SECTIONS);
    for (Option<?> own : OWN) {
      if (configured.has(own)) {
        throw new ConfigException(own.key() + " is set by the embedded stack itself");
      }
    }
    known.stream().filter(configured::has).forEach(configured::get);
    return configured;
  }

  /** The loop's options for a stack of a broker and some directories. */
  static Options complete(Options configured, String bootstrapServers, Directories directories) {
    Options embedded =
        Options.empty()
            .with(JobOptions.BOOTSTRAP_SERVERS, bootstrapServers)
            .with(JobOptions.MODELS_URI, directories.models().toUri())
            // A retraining waits for a checkpoint: its request and its rows are exactly-once.
            .with(JobOptions.CHECKPOINT_INTERVAL, "1s");
    return embedded.with(configured.asMap());
  }

  /**
   * For a replay, whose partitions are never out of order, and stand still while the replay waits
   * for the loop: that must not make them idle.
   */
  public static Options forReplay(Options configured) {
    return Options.empty()
        .with(JobOptions.MAX_OUT_OF_ORDERNESS, "0s")
        .with(JobOptions.IDLENESS, "1h")
        .with(configured.asMap());
  }
}
