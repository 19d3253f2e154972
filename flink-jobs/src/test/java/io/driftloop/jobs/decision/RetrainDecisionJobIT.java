package io.driftloop.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FailOnce;
import io.driftloop.jobs.Signals;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainDecisionJobIT {
  private static final int DAYS = 40;
  private static final int FIRST_BREACH = 21;

  @Test
  void driftAsksForOneRetrainingOverAFailure(@TempDir Path folder) throws Exception {
    Options options =
        TestStreams.options(
            folder,
            Map.of(
                "retrain.rule",
                "threshold",
                "retrain.triggers",
                "psi",
                "retrain.consecutive",
                "2"));
    options = options.with(DecisionOptions.IN_FLIGHT_TIMEOUT, Duration.ofDays(100));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    List<Signal> signals = new ArrayList<>();
    for (int day = 1; day <= DAYS; day++) {
      boolean breached = day >= FIRST_BREACH;
      signals.add(Signals.psi(day, "v1", "load", breached));
      signals.add(Signals.psi(day, "v1", "day", false));
      signals.add(Signals.closing(day, "v1", breached ? 1 : 0));
      signals.add(worst(day, breached));
      signals.add(Signals.labelsClosing(day, "v1", breached ? 1 : 0));
    }
    FailOnce<Either<DeadLetter, Signal>> failure = new FailOnce<>();
    CollectingSink<RetrainingEvent> events = new CollectingSink<>();
    CollectingSink<RetrainingDecision> decisions = new CollectingSink<>();
    CollectingSink<Alert> alerts = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

    RetrainDecisionJob.build(
        new RetrainDecisionJob.Sources(
            failure.on(
                TestStreams.rows(environment, "decide-in", RecordKinds.SIGNALS, signals, 20),
                "decide-failure"),
            TestStreams.control(
                environment,
                "decide-outcomes",
                RecordKinds.OUTCOMES,
                List.of(Signals.outcome("before", OutcomeStatus.PUBLISHED, "v0"))),
            TestStreams.control(
                environment,
                "decide-models",
                RecordKinds.ACTIVE_MODELS,
                List.of(Signals.active(1, "v1")))),
        new RetrainDecisionJob.Sinks(events, decisions, alerts, deadLetters),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(events.records())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getRequestedAt()).isEqualTo(Signals.end(FIRST_BREACH + 1));
              assertThat(event.getReasons()).hasSize(1);
            });
    assertThat(decisions.records())
        .hasSize(2 * DAYS)
        .extracting(decision -> decision.getSource() + decision.getWindowEnd())
        .doesNotHaveDuplicates();
    assertThat(decisions.records())
        .flatExtracting(RetrainingDecision::getProposals)
        .extracting(ActionProposal::getAction, ActionProposal::getSegment)
        .containsExactly(tuple("COLLECT_LABELS", "load > 3"));
    assertThat(alerts.records())
        .as("nothing is known of the risk, so that harm cannot be ruled out; once in a week")
        .extracting(Alert::getId)
        .containsExactly(
            "power/v1/inputs/data/1970-01-22T00:00:00Z",
            "power/v1/inputs/data/1970-01-29T00:00:00Z",
            "power/v1/inputs/data/1970-02-05T00:00:00Z");
    assertThat(deadLetters.records()).isEmpty();
  }

  private static Signal worst(int day, boolean breached) {
    Signal signal = Signals.signal(day, "v1", "worst-slice", "load > 3", 3, breached);
    signal.setEvidence(Map.of("support", 50.0, "share", 0.05, "excess", 0.2));
    return signal;
  }
}
