package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import java.util.Map;

/**
 * A job's input in two parts, so made that what the second part gives depends on all state that the
 * first one left.
 */
abstract class Story {
  /** The job's name, which is also the name of its savepoint's folder. */
  abstract String job();

  /** The job's options, beside those of every test. */
  abstract Map<String, String> options();

  /** Builds the job; what it writes is kept here. */
  abstract void build(Inputs inputs, Options options);

  /** Whether everything that must be written before the savepoint has been. */
  abstract boolean told();
}
