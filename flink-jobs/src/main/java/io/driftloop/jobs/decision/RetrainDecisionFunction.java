package io.driftloop.jobs.decision;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.policy.PolicyOptions;
import io.driftloop.signals.policy.PolicyState;
import io.driftloop.signals.policy.RetrainPolicy;
import io.driftloop.signals.policy.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
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

  private final PolicyOptions policy;
  private transient ValueState<PolicyState> memory;
  private transient MapState<String, Signal> open;
  private transient MapState<String, Long> closed;
  private transient Counter requests;
  private transient Counter holds;
  private transient Counter duplicates;
  private transient Counter unknownKinds;

  RetrainDecisionFunction(PolicyOptions policy) {
    this.policy = policy;
  }

  @Override
  public void open(OpenContext context) {
    memory =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("policy", Types.POJO(PolicyState.class)));
    open =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>("open-window", Types.STRING, RecordKinds.SIGNALS.type()));
    closed =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("closed-windows", Types.STRING, Types.LONG));
    requests = getRuntimeContext().getMetricGroup().counter("requests");
    holds = getRuntimeContext().getMetricGroup().counter("holds");
    duplicates = getRuntimeContext().getMetricGroup().counter("duplicateSignals");
    unknownKinds = getRuntimeContext().getMetricGroup().counter("unknownSignalKinds");
  }

  @Override
  public void processElement1(Signal signal, Context context, Collector<RetrainingEvent> out)
      throws Exception {
    if (!signal.getVariant().equals(Variant.CHAMPION.name())) {
      return;
    }
    if (!Decisions.known(signal)) {
      unknownKinds.inc();
      return;
    }
    Long decided = closed.get(series(signal));
    if (decided != null && signal.getWindowEnd() <= decided) {
      duplicates.inc();
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
    Verdict verdict = RetrainPolicy.decide(state, Decisions.observation(closing), now, policy);
    memory.update(verdict.state());
    closed.put(series(closing), closing.getWindowEnd());

    List<Signal> breached = window.stream().filter(Signal::getBreached).toList();
    context.output(DECISIONS, Decisions.decision(closing, verdict, breached));
    if (verdict.request()) {
      requests.inc();
      out.collect(Decisions.event(closing, verdict, breached, policy));
    } else {
      holds.inc();
    }
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
    memory.update(
        news.isLeft()
            ? RetrainPolicy.ended(
                state(),
                news.left().getRequestId(),
                news.left().getStatus() == OutcomeStatus.PUBLISHED)
            : RetrainPolicy.serving(
                state(), news.right().getChampion().getVersion(), news.right().getGeneration()));
  }

  private PolicyState state() throws IOException {
    PolicyState known = memory.value();
    return known == null ? new PolicyState() : known;
  }
}
