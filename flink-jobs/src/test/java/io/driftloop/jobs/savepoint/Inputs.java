package io.driftloop.jobs.savepoint;

import io.driftloop.jobs.HoldOpen;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.schemas.DeadLetter;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/** A job's sources, for the part of a story that runs. */
record Inputs(StreamExecutionEnvironment environment, Part part, HoldOpen hold) {
  private static final int A_CHECKPOINT = 200;

  /** What runs: up to the savepoint, from the savepoint on, or all of it undisturbed. */
  enum Part {
    BEFORE,
    AFTER,
    ALL
  }

  <R> DataStream<Either<DeadLetter, R>> rows(
      String uid, RecordKind<R> kind, List<R> before, List<R> after) {
    if (part == Part.BEFORE) {
      return TestStreams.heldOpen(environment, uid(uid), kind, before, hold);
    }
    return TestStreams.rows(environment, uid(uid), kind, choose(before, after), A_CHECKPOINT);
  }

  <R> DataStream<Either<DeadLetter, R>> control(
      String uid, RecordKind<R> kind, List<R> before, List<R> after) {
    if (part == Part.BEFORE) {
      return TestStreams.controlHeldOpen(environment, uid(uid), kind, before, hold);
    }
    return TestStreams.control(environment, uid(uid), kind, choose(before, after));
  }

  private <R> List<R> choose(List<R> before, List<R> after) {
    return part == Part.AFTER ? after : Stream.of(before, after).flatMap(List::stream).toList();
  }

  /** Another uid a part: a source goes on with its new list, not where the old one stopped. */
  private String uid(String name) {
    return name + "-" + part;
  }
}
