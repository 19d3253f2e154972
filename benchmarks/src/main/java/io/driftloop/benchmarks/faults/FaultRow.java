package io.driftloop.benchmarks.faults;

import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.faults.FaultRun.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A run, held against the undisturbed one.
 *
 * @param at how many predictions had come each time that the fault struck
 * @param recovered the longest time without a prediction, in seconds, less what was kept away
 */
record FaultRow(
    String fault,
    List<Integer> at,
    int in,
    int out,
    int lost,
    int duplicated,
    int differentSignals,
    double recovered) {

  static FaultRow undisturbed(FaultRun run, Outcome outcome) {
    return of(run, "none", List.of(), 0, 0, outcome, outcome);
  }

  static FaultRow of(
      FaultRun run, Fault fault, List<Integer> at, Outcome outcome, Outcome expected) {
    int garbage = fault == Fault.GARBAGE ? FaultInput.garbage(run.rows(), run.seed()) : 0;
    return of(
        run, fault.words(), at, garbage, fault.outage(run.outage()).toSeconds(), outcome, expected);
  }

  private static FaultRow of(
      FaultRun run,
      String fault,
      List<Integer> at,
      int garbage,
      double outage,
      Outcome outcome,
      Outcome expected) {
    Outputs outputs = outcome.outputs();
    int in = FaultInput.of(run.rows(), run.seed()).stream().size();
    int lost =
        in
            - outputs.distinctPredictions()
            + outputs.missingOrMore(expected.outputs())
            + Math.abs(garbage - outputs.deadLetters());
    return new FaultRow(
        fault,
        at,
        in + garbage,
        outputs.predictions() + outputs.deadLetters(),
        lost,
        outputs.duplicates(),
        outputs.differentSignals(expected.outputs(), FaultInput.end(run.rows())),
        Math.max(0, outcome.pause() - outage));
  }

  Row row() {
    return Row.of("fault", fault)
        .with(
            "after predictions", at.stream().map(String::valueOf).collect(Collectors.joining(", ")))
        .with("records in", in)
        .with("records out", out)
        .with("lost", lost)
        .with("duplicated", duplicated)
        .with("different signals", differentSignals)
        .with("seconds to recover", Math.round(recovered * 10) / 10.0);
  }
}
