package io.driftloop.console.page;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What is known of one model's loop. Not thread-safe: {@link LoopView} guards it. */
final class ModelView {
  private static final int WINDOWS = 1_000;
  private static final int HISTORY = 60;
  private static final int FEATURES = 2_000;
  private static final int FEATURES_SHOWN = 40;
  private static final int SWAPS = 200;
  private static final String SHADOW = "SHADOW";

  final String name;
  final Series accuracy = new Series(WINDOWS);
  final Series frozenAccuracy = new Series(WINDOWS);
  final Series confidence = new Series(WINDOWS);
  final SignalLog signals = new SignalLog();
  final DecisionLog decisions = new DecisionLog();
  final RetrainingLog retrainings = new RetrainingLog();
  final FindingLog findings = new FindingLog();
  private final TreeMap<Long, PageState.Swap> swaps = new TreeMap<>();
  private final Bounded<String, Series> drift = new Bounded<>(FEATURES);
  private final Series dataWindows = new Series(2);
  private String measuredVersion = "";
  private long measuredUntil = Long.MIN_VALUE;

  ModelView(String name) {
    this.name = name;
  }

  void put(Signal signal) {
    boolean shadow = signal.getVariant().equals(SHADOW);
    if (!shadow && !signal.getKind().equals(SignalKind.WINDOW_EVALUATED.wireName())) {
      signals.put(signal);
    }
    if (!signal.getSegment().isEmpty() || SignalLog.ofBlock(signal)) {
      return; // A chart's points are single windows of all rows.
    }
    if (shadow) {
      if (signal.getKind().equals(SignalKind.ACCURACY.wireName())) {
        frozenAccuracy.put(signal);
      }
      return;
    }
    measured(signal);
    series(signal).ifPresent(series -> series.put(signal));
  }

  private void measured(Signal signal) {
    if (signal.getWindowEnd() >= measuredUntil) {
      measuredUntil = signal.getWindowEnd();
      measuredVersion = signal.getModelVersion();
    }
  }

  private Optional<Series> series(Signal signal) {
    String kind = signal.getKind();
    if (kind.equals(SignalKind.ACCURACY.wireName())) {
      return Optional.of(accuracy);
    }
    if (kind.equals(SignalKind.CONFIDENCE.wireName())) {
      return Optional.of(confidence);
    }
    if (kind.equals(SignalKind.PSI.wireName())) {
      return Optional.of(drift.computeIfAbsent(signal.getSubject(), name -> new Series(HISTORY)));
    }
    boolean dataWindow =
        kind.equals(SignalKind.WINDOW_EVALUATED.wireName()) && signal.getSubject().equals("data");
    return dataWindow ? Optional.of(dataWindows) : Optional.empty();
  }

  void put(ActiveModel active) {
    String version = active.getChampion().getVersion();
    swaps.put(
        active.getGeneration(),
        new PageState.Swap(
            active.getGeneration(), version, active.getChangedAt(), active.getWhy()));
    while (swaps.size() > SWAPS) {
      swaps.pollFirstEntry();
    }
  }

  /** The change that brought the serving version; empty where the model runs elsewhere. */
  Optional<PageState.Swap> serving() {
    List<PageState.Swap> changes = swaps();
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
  }

  /** The version that the newest signal measured; empty before the first. */
  String measuredVersion() {
    return measuredVersion;
  }

  /** Generations that changed the champion, oldest first. */
  List<PageState.Swap> swaps() {
    List<PageState.Swap> changes = new ArrayList<>();
    String before = "";
    for (PageState.Swap swap : swaps.values()) {
      if (!swap.version().equals(before)) {
        changes.add(swap);
      }
      before = swap.version();
    }
    return changes;
  }

  /** The last window of predictions that was evaluated; its value is the number of breaches. */
  Optional<Series.Point> lastDataWindow() {
    return dataWindows.last();
  }

  PageState.Drift drift() {
    List<PageState.Feature> features = new ArrayList<>();
    drift.forEach((feature, series) -> features.add(feature(feature, series)));
    int breached = (int) features.stream().filter(PageState.Feature::breached).count();
    Comparator<PageState.Feature> worstFirst = Comparator.comparingDouble(ModelView::psi);
    List<PageState.Feature> worst =
        features.stream()
            .sorted(worstFirst.reversed().thenComparing(PageState.Feature::name))
            .limit(FEATURES_SHOWN)
            .toList();
    return new PageState.Drift(features.size(), breached, worst);
  }

  private static double psi(PageState.Feature feature) {
    return feature.psi() == null ? -1 : feature.psi();
  }

  private static PageState.Feature feature(String name, Series series) {
    List<Series.Point> points = series.points();
    Series.Point last = points.get(points.size() - 1);
    return new PageState.Feature(
        name,
        PageState.finite(last.value()),
        PageState.finite(last.threshold()),
        last.breached(),
        points.stream().map(point -> PageState.finite(point.value())).toList());
  }

  PageState.Model snapshot(PageState.Progress progress) {
    return new PageState.Model(
        name,
        StatusSentence.of(this),
        LoopStrip.of(this, progress),
        Columns.accuracy(accuracy.points(), frozenAccuracy.points()),
        Columns.confidence(confidence.points()),
        drift(),
        signals.snapshot(),
        findings.newest(),
        findings.proposals(),
        signals.segments(),
        swaps(),
        retrainings.rows(),
        decisions.holdCounts(),
        decisions.recentHolds());
  }
}
