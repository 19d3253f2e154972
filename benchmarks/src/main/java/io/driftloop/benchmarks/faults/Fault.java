package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.faults.FaultStack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What goes wrong in a run, and how it is done to a stack. */
enum Fault {
  TASK_MANAGER("kill -9 of the TaskManager") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {
      stack.kill(Part.TASK_MANAGER);
      stack.start(Part.TASK_MANAGER);
    }
  },
  JOB_MANAGER("kill -9 of the JobManager") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {
      stack.kill(Part.JOB_MANAGER);
      stack.start(Part.JOB_MANAGER);
    }
  },
  BROKER("kill -9 of the broker, and none for a while") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {
      stack.kill(Part.BROKER);
      Waiting.sleep(outage);
      stack.start(Part.BROKER);
    }
  },
  GARBAGE("10 % of the records are garbage") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {}
  },
  STANDS_STILL("the TaskManager reads nothing for a while") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {
      stack.process(Part.TASK_MANAGER).signal("STOP");
      Waiting.sleep(outage);
      stack.process(Part.TASK_MANAGER).signal("CONT");
    }
  },
  STORE_AWAY("the model store is away while a TaskManager starts") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) throws IOException {
      Path store = FaultRun.models(stack.directory());
      Path away = store.resolveSibling("models-away");
      Files.move(store, away);
      stack.kill(Part.TASK_MANAGER);
      stack.start(Part.TASK_MANAGER);
      Waiting.sleep(outage);
      Files.move(away, store);
    }
  },
  CORRUPTED_MODEL("a published package is damaged") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) throws IOException {
      DamagedModel.publish(FaultRun.models(stack.directory()), stack.bootstrapServers(), time);
    }
  },
  DISK_FULL("no space in the checkpoint directory for a while") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) throws IOException {
      Path mark = FillableFileSystem.full(stack.directory().resolve("checkpoints"));
      Files.createFile(mark);
      Waiting.sleep(outage);
      Files.delete(mark);
    }
  },
  SAVEPOINT("stopped with a savepoint, started at another parallelism") {
    @Override
    void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time) {
      jobs.restartFromSavepoints(2 - time % 2);
    }
  };

  private static final Duration SHORT_OUTAGE = Duration.ofSeconds(10);

  static final List<Fault> ALL = List.of(values());

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** What it is, in a table. */
  String words() {
    return words;
  }

  /**
   * Does it.
   *
   * @param outage how long what comes back stays away
   * @param time which one it is in this run, from 0 on
   */
  abstract void strike(FaultStack stack, FaultJobs jobs, Duration outage, int time)
      throws IOException;

  /**
   * How long something that is not Driftloop's stays away.
   *
   * @param longest of all faults
   */
  Duration outage(Duration longest) {
    return switch (this) {
      case BROKER -> longest;
      case STANDS_STILL, STORE_AWAY, DISK_FULL ->
          SHORT_OUTAGE.compareTo(longest) < 0 ? SHORT_OUTAGE : longest;
      default -> Duration.ZERO;
    };
  }
}
