package io.driftloop.jobs.io;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Option;
import io.driftloop.config.Options;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the {@code main} of every job does: read a configuration, and start the job with it. */
public final class JobMain {
  /** Configuration below these keys is the mapping of a foreign format, with keys of its own. */
  public static final Set<String> SECTIONS = Set.of("mapping");

  private static final int MISUSE = 2;

  private JobMain() {}

  /** A job that runs with some options. */
  @FunctionalInterface
  public interface Job {
    void run(Options options) throws Exception;
  }

  /**
   * Runs a job. A mistake in the configuration is one line on the error stream and exit code 2.
   *
   * @param arguments {@code --config FILE} and, laid over it, {@code --key value}
   */
  public static void run(String[] arguments, List<Option<?>> known, Job job) throws Exception {
    try {
      job.run(options(arguments, known));
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(MISUSE);
    }
  }

  static Options options(String[] arguments, List<Option<?>> known) {
    Options options = Options.empty();
    Map<String, String> over = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new ConfigException(
            "%s: expected --config FILE or --key value".formatted(arguments[i]));
      }
      String key = arguments[i].substring(2);
      if (key.equals("config")) {
        options = Options.load(Path.of(arguments[i + 1]));
      } else {
        over.put(key, arguments[i + 1]);
      }
    }
    return options.with(over).requireKnown(known, SECTIONS);
  }
}
