package io.driftloop.console.page;

import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.FailureSignature;
import io.driftloop.schemas.FeatureShare;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A made-up run of the electricity market with weekly windows: prices drift in steps, the loop
 * retrains and recovers, the frozen first model does not. The same seed tells the same story.
 */
final class Story {
  static final int ALL_WINDOWS = 110;
  private static final List<String> FEATURES =
      List.of(
          "nswprice",
          "vicprice",
          "nswdemand",
          "vicdemand",
          "transfer",
          "price-change",
          "label-1",
          "label-2",
          "label-48",
          "period-sin",
          "period-cos",
          "day-of-week");
  private static final long START = Records.at("1996-05-09T00:00:00Z");

  private final LoopView view;
  private final Random random;
  private int version = 1;
  private int lastRequest = -10;
  private int requests;
  private double drift;

  Story(LoopView view, long seed) {
    this.view = view;
    this.random = new Random(seed);
    view.onActiveModel(Records.active(1, "v1", START - Records.WEEK));
  }

  /** Tells the windows from one (inclusive) to another (exclusive). */
  void tell(int from, int to) {
    for (int window = from; window < to; window++) {
      tell(window);
    }
  }

  private void tell(int window) {
    long end = START + window * Records.WEEK;
    drift = Math.max(0, drift + (window % 9 < 4 ? 0.026 : 0.006) + 0.012 * random.nextGaussian());
    view.onProgress(4_500 + 336L * window, 45_312, end);
    List<Signal> breaches = dataSignals(end);
    view.onDecision(decision("data", window, end, breaches));
    accuracies(window, end);
    RetrainingDecision decision = diagnosed(decision("labels", window, end, breaches), breaches);
    view.onDecision(decision);
    if (breaches.size() > 1) {
      view.onAlert(
          Records.alert(
              "v" + version,
              "quality",
              drift > .2 ? "critical" : "warning",
              end,
              new FeatureShare("nswprice", .62),
              new FeatureShare("vicprice", .27)));
    }
    if (decision.getReason().equals("DRIFT")) {
      retrain(decision.getRequestId(), window, end, breaches);
    }
  }

  private List<Signal> dataSignals(long end) {
    List<Signal> signals =
        FEATURES.stream().map(feature -> psi(feature, end)).map(Signal.Builder::build).toList();
    signals.forEach(view::onSignal);
    double confidence = .83 - .25 * drift + noise(.008);
    view.onSignal(
        champion("confidence", "", end, confidence).setReference(.83).setThreshold(.78).build());
    List<Signal> breaches = signals.stream().filter(Signal::getBreached).toList();
    view.onSignal(champion("window-evaluated", "data", end, breaches.size()).build());
    return breaches;
  }

  private Signal.Builder psi(String feature, long end) {
    int rank = FEATURES.indexOf(feature);
    double value = Math.max(0.004, drift * (1.9 - .28 * rank) + .03 + noise(.025));
    return champion("psi", feature, end, value).setThreshold(.2).setBreached(value > .2);
  }

  private void accuracies(int window, long end) {
    double loop = .915 - .3 * drift + noise(.011);
    view.onSignal(
        champion("accuracy", "", end, loop)
            .setReference(.91)
            .setThreshold(.87)
            .setBreached(loop < .87)
            .build());
    segments(end, loop);
    double frozen = .9 - .16 * Math.min(1, window / 30.0) + noise(.016);
    view.onSignal(Records.signal("accuracy", "", end, frozen).setVariant("SHADOW").build());
  }

  /** What failed and what could be done, as far as the window's breaches go. */
  private RetrainingDecision diagnosed(RetrainingDecision decision, List<Signal> breaches) {
    List<ActionProposal> proposals = new ArrayList<>();
    proposals.add(
        new ActionProposal("COLLECT_LABELS", "day-of-week = 6", .009, "the model fails on it"));
    RetrainingDecision.Builder diagnosed = RetrainingDecision.newBuilder(decision);
    if (breaches.size() > 1) {
      proposals.add(new ActionProposal("RETRAIN", "", .016, "the risk rose everywhere"));
      diagnosed.setSignatures(
          List.of(
              new FailureSignature(
                  "LABEL_SHIFT",
                  "The shares of the classes changed: label-shift is 31.20, threshold 9.400.",
                  List.of())));
    }
    return diagnosed.setProposals(proposals).build();
  }

  private void segments(long end, double accuracy) {
    view.onSignal(
        champion("accuracy", "", end, accuracy - .09)
            .setSegment("state=VIC")
            .setSampleCount(120)
            .setEvidence(Map.of("share", .36))
            .setBreached(true)
            .build());
    view.onSignal(
        champion("accuracy", "", end, accuracy + .05)
            .setSegment("state=NSW")
            .setSampleCount(216)
            .setEvidence(Map.of("share", .64))
            .build());
    view.onSignal(
        champion("worst-slice", "day-of-week = 6 & nswprice > 0.08", end, 2.7)
            .setEvidence(Map.of("share", .07, "support", 24.0, "excess", .2))
            .setBreached(true)
            .build());
  }

  private Signal.Builder champion(String kind, String subject, long end, double value) {
    return Records.signal(kind, subject, end, value).setModelVersion("v" + version);
  }

  private double noise(double deviation) {
    return deviation * random.nextGaussian();
  }

  private RetrainingDecision decision(String source, int window, long end, List<Signal> breaches) {
    String reason = "NO_BREACH";
    String detail = "nothing that may trigger is breached";
    if (breaches.size() > 1 && window - lastRequest < 4) {
      reason = "COOLDOWN";
      detail =
          "no further request before "
              + Instant.ofEpochMilli(end + (4 + lastRequest - window) * Records.WEEK);
    } else if (breaches.size() > 1 && breaches.size() < 3) {
      reason = "NOT_CONSECUTIVE";
      detail = "1 of 2 windows in a row";
    } else if (breaches.size() >= 3 && source.equals("labels")) {
      lastRequest = window;
      return RetrainingDecision.newBuilder(Records.request("elec2/v" + version + "/" + end, end))
          .setModelVersion("v" + version)
          .build();
    }
    return RetrainingDecision.newBuilder(Records.hold(source, end, reason, detail))
        .setModelVersion("v" + version)
        .setBreaches(breaches.stream().map(s -> s.getKind() + ":" + s.getSubject()).toList())
        .build();
  }

  private void retrain(String requestId, int window, long end, List<Signal> breaches) {
    requests++;
    view.onRetrainingEvent(Records.event(requestId, end, breaches.toArray(Signal[]::new)));
    double champion = .915 - .3 * drift;
    if (requests == 4) {
      view.onOutcome(
          Records.outcome(requestId, OutcomeStatus.REJECTED, "v" + (version + 1), champion, .84));
      return;
    }
    version++;
    view.onOutcome(
        Records.outcome(requestId, OutcomeStatus.PUBLISHED, "v" + version, champion, .913));
    view.onActiveModel(Records.active(version, "v" + version, end));
    drift = 0;
  }

  int retrainings() {
    return requests;
  }
}
