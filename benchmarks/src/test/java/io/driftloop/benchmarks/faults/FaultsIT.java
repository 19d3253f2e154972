package io.driftloop.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.benchmarks.faults.FaultRun.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A part of the benchmark that a build has the time for: a real broker, JobManager and TaskManager,
 * each a process, of which one is killed; every result is there once, and the same.
 */
class FaultsIT {
  private static final long SEED = 20_261_127L;
  private static final FaultRun RUN = new FaultRun(1000, 100, Duration.ofSeconds(5), SEED);

  @TempDir private static Path directory;
  private static Outcome expected;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    expected = RUN.undisturbed(directory.resolve("undisturbed"));
    assertThat(expected.outputs().events()).as("retrainings asked for").isPositive();
    assertThat(expected.outputs().signals()).as("signals").isPositive();
  }

  static Stream<Fault> faults() {
    return Stream.of(Fault.TASK_MANAGER, Fault.JOB_MANAGER, Fault.BROKER);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everythingIsThereOnceAndTheSame(Fault fault) throws IOException {
    List<Integer> at = RUN.moments(1, new Random());
    System.out.printf("%s after %s predictions%n", fault, at);
    Outcome outcome = RUN.with(fault, at, directory.resolve(fault.name()));
    FaultRow row = FaultRow.of(RUN, fault, at, outcome, expected);
    System.out.println(row);
    assertThat(row.out()).isEqualTo(row.in());
    assertThat(row.lost()).as("lost").isZero();
    assertThat(row.duplicated()).as("duplicated").isZero();
    assertThat(row.differentSignals()).as("different signals").isZero();
  }

  @ParameterizedTest
  @EnumSource(WorkerFault.class)
  void aRequestWhoseWorkerIsKilledGetsOneVersion(WorkerFault fault) throws IOException {
    WorkerRow row = new WorkerRun(SEED).with(fault, directory.resolve(fault.name()));
    System.out.println(row);
    assertThat(row.once()).isTrue();
    assertThat(row.unverified()).as("descriptors of unverified packages").isZero();
  }
}
