package io.driftloop.jobs.decision;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.diagnosis.Concern;
import io.driftloop.signals.diagnosis.Diagnosis;
import io.driftloop.signals.diagnosis.DiagnosisOptions;
import io.driftloop.signals.diagnosis.DiagnosisState;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.policy.Admission;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyState;
import io.driftloop.signals.policy.Proposal;
import io.driftloop.signals.policy.RetrainPolicy;
import io.driftloop.signals.policy.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps a window's signals until the one that closes it, then asks the policy. Signals are
 * delivered at least once: the ids tell which came before, and a window that was decided on is not
 * decided on again, or a restart would look like a second breached window.
 */
final class RetrainDecisionFunction
    extends KeyedCoProcessFunction<
        String, Signal, Either<RetrainingOutcome, ActiveModel>, RetrainingEvent> {
  private static final long serialVersionUID = 1L;

  /** A decision for every closed window of a version that serves. */
  static final OutputTag<RetrainingDecision> DECISIONS =
      new OutputTag<>("decisions", RecordKinds.DECISIONS.type());

  /** What calls a person. */
  static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", RecordKinds.ALERTS.type());

  private final PolicyOptions policy;
  private final DiagnosisOptions options;
  private final Requests requests;
  private transient ValueState<PolicyState> memory;
  private transient ValueState<DiagnosisState> diagnoses;
  private transient LastWindows lastWindows;
  private transient MapState<String, Signal> open;
  private transient MapState<String, Long> closed;
  private transient DecisionMetrics metrics;

  RetrainDecisionFunction(PolicyOptions policy, DiagnosisOptions options) {
    this.policy = policy;
    this.options = options;
    requests = new Requests(policy, options);
  }

  @Override
  public void open(OpenContext context) {
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("policy", Types.POJO(PolicyState.class)));
    diagnoses =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("diagnosis", Types.POJO(DiagnosisState.class)));
    lastWindows =
        new LastWindows(
            getRuntimeContext()
                .getMapState(
                    new MapStateDescriptor<>(
                        "last-windows", Types.STRING, RecordKinds.SIGNALS.type())));
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("open-window", Types.STRING, RecordKinds.SIGNALS.type()));
    closed =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("closed-windows", Types.STRING, Types.LONG));
    metrics = new DecisionMetrics(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement1(Signal signal, Context context, Collector<RetrainingEvent> out)
      throws Exception {
    if (!signal.getVariant().equals(Variant.CHAMPION.name())) {
      return;
    }
    if (!Decisions.known(signal)) {
      metrics.unknownKinds.inc();
      return;
    }
    Long decided = closed.get(series(signal));
    if (decided != null && signal.getWindowEnd() <= decided) {
      metrics.duplicates.inc();
    } else if (Decisions.kind(signal) == SignalKind.WINDOW_EVALUATED) {
      decide(signal, context, out);
    } else if (signal.getBreached() || signal.getSegment().isEmpty()) {
      open.put(signal.getId(), signal); // Of a segment only a breach explains anything.
    }
  }

  private void decide(Signal closing, Context context, Collector<RetrainingEvent> out)
      throws Exception {
    PolicyState state = state();
    Instant now = Instant.ofEpochMilli(closing.getWindowEnd());
    List<Signal> window = takeWindow(closing);
    for (Signal signal : window) {
      if (!Decisions.ofWindow(signal, closing)) {
        continue; // Its rows have been counted with their window.
      }
      state = RetrainPolicy.decide(state, Decisions.observation(signal), now, policy).state();
    }
    closed.put(series(closing), closing.getWindowEnd());
    Diagnosis diagnosis = diagnose(closing, window, state);
    Verdict verdict = requests.verdict(closing, diagnosis, state);
    Admission admission =
        Admission.of(verdict.state(), diagnosis.proposals(), now, options.proposalQuiet());
    memory.update(admission.state());
    diagnoses.update(diagnosis.state());
    tell(closing, window, verdict, diagnosis, admission.admitted(), context, out);
  }

  private Diagnosis diagnose(Signal closing, List<Signal> window, PolicyState state)
      throws Exception {
    if (RetrainPolicy.stale(state, closing.getModelVersion())) {
      return Diagnosis.none(diagnosed());
    }
    long labels = Decisions.ofLabels(closing) ? closing.getSampleCount() : 0;
    return Diagnosis.of(
        diagnosed(),
        lastWindows.close(closing, window),
        state.labelsSinceRequest + labels,
        options);
  }

  private void tell(
      Signal closing,
      List<Signal> window,
      Verdict verdict,
      Diagnosis diagnosis,
      List<Proposal> admitted,
      Context context,
      Collector<RetrainingEvent> out) {
    List<Signal> breached = window.stream().filter(Signal::getBreached).toList();
    context.output(
        DECISIONS,
        Decisions.decision(closing, verdict, breached, diagnosis.signatures(), admitted));
    for (Concern concern : diagnosis.concerns()) {
      Alert alert = CloudEvents.of(closing, concern);
      metrics.alerted(alert);
      context.output(ALERTS, alert);
    }
    Events events = new Events(closing, breached, diagnosis.segments(), policy.trainingWindow());
    if (verdict.request()) {
      RetrainingEvent request =
          switch (verdict.reason()) {
            case ROLL_BACK -> events.rollBack(verdict, diagnosis.state().swap.previousVersion);
            case RECALIBRATE -> events.mending(verdict, Action.RECALIBRATE);
            case TUNE_HEAD -> events.mending(verdict, Action.TUNE_HEAD);
            default -> events.retraining(verdict);
          };
      metrics.requested(request);
      out.collect(request);
    } else {
      metrics.holds.inc();
    }
    admitted.stream()
        .filter(proposal -> options.actions().contains(proposal.action()))
        .filter(proposal -> !Action.answered(proposal.action().name()))
        .forEach(proposal -> out.collect(events.further(proposal)));
  }

  /** Removes the closing window's signals, and ones before it that nothing closed; in id order. */
  private List<Signal> takeWindow(Signal closing) throws Exception {
    List<Signal> window = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (Signal signal : open.values()) {
      if (series(signal).equals(series(closing))
          && signal.getWindowEnd() <= closing.getWindowEnd()) {
        gone.add(signal.getId());
        if (signal.getWindowEnd() == closing.getWindowEnd()) {
          window.add(signal);
        }
      }
    }
    for (String id : gone) {
      open.remove(id);
    }
    window.sort(Comparator.comparing(Signal::getId));
    return window;
  }

  /** Windows of one version and one evaluation follow each other. */
  private static String series(Signal signal) {
    return Decisions.source(signal) + "/" + signal.getModelVersion();
  }

  @Override
  public void processElement2(
      Either<RetrainingOutcome, ActiveModel> news, Context context, Collector<RetrainingEvent> out)
      throws IOException {
    DiagnosisState diagnosis = diagnosed().copy();
    if (news.isLeft()) {
      RetrainingOutcome outcome = news.left();
      metrics.outcomes.inc();
      boolean fruitful =
          outcome.getStatus() == OutcomeStatus.PUBLISHED
              || outcome.getStatus() == OutcomeStatus.ROLLED_BACK
              || outcome.getRequestId().equals(diagnosis.swap.rollBack);
      PolicyState before = state();
      PolicyState ended = RetrainPolicy.ended(before, outcome.getRequestId(), fruitful);
      Optional<Verdict> tuning = requests.followUp(outcome, before, ended);
      memory.update(tuning.map(Verdict::state).orElse(ended));
      tuning.ifPresent(
          verdict -> {
            RetrainingEvent event =
                Events.followUp(
                    outcome, ended.championVersion, before.lastRequestAt, policy.trainingWindow());
            metrics.requested(event);
            out.collect(event);
          });
    } else {
      ActiveModel active = news.right();
      String version = active.getChampion().getVersion();
      memory.update(RetrainPolicy.serving(state(), version, active.getGeneration()));
      diagnosis.swap.serves(version, active.getGeneration());
      diagnoses.update(diagnosis);
    }
  }

  private PolicyState state() throws IOException {
    PolicyState known = memory.value();
    return known == null ? new PolicyState() : known;
  }

  private DiagnosisState diagnosed() throws IOException {
    DiagnosisState known = diagnoses.value();
    return known == null ? new DiagnosisState() : known;
  }
}
