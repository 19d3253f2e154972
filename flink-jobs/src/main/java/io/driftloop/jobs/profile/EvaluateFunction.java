package io.driftloop.jobs.profile;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.schemas.Signal;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import io.driftloop.signals.monitor.LagReadings;
import io.driftloop.signals.monitor.MonitorSettings;
import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.sequential.Block;
import io.driftloop.signals.sequential.DyadicScales;
import java.io.DataInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Turns a closed window's summary into signals, and with it those of the blocks of windows that it
 * completes; what is read from a block is up to the subclass. Of larger blocks only breaches are
 * told that the window itself does not show.
 *
 * <p>Segments have keys, and so windows and blocks, of their own; only the window of all rows is
 * closed by a signal.
 *
 * <p>A window is evaluated once: one that fires again, because rows of it came after a restart that
 * has forgotten how far event time was, is left, and its rows are counted as late ones.
 */
public abstract class EvaluateFunction<P extends Profile<P>>
    extends ProcessWindowFunction<PaneProfile, Signal, Tuple3<String, String, String>, TimeWindow> {
  private static final long serialVersionUID = 1L;

  /** The source of signals that need no label. */
  public static final String SOURCE_DATA = "data";

  /** The source of signals that come from labels. */
  public static final String SOURCE_LABELS = "labels";

  private static final String SCALES = "scales";

  /** When a difference counts. */
  protected final MonitorSettings settings;

  private final String source;
  private final ModelCards cards;
  private transient Counter windows;
  private transient Counter late;
  private transient Counter signals;
  private transient Counter breaches;

  /**
   * @param source {@link #SOURCE_DATA} or {@link #SOURCE_LABELS}
   */
  protected EvaluateFunction(String source, CatalogFactory catalog, MonitorSettings settings) {
    this.source = source;
    this.cards = new ModelCards(catalog);
    this.settings = settings;
  }

  /** A summary without rows of the version that the card is of. */
  protected abstract P empty(ModelCard card);

  /** A summary without rows of a segment of the version. */
  protected P empty(ModelCard card, String segment) {
    throw new IllegalStateException("no segment is measured");
  }

  /** Reads a summary that its {@code write} wrote. */
  protected abstract P read(DataInput in) throws IOException;

  /**
   * The readings of a block, in a fixed order.
   *
   * @param state of the version, for what is remembered from block to block
   */
  protected abstract List<Reading> evaluate(ModelCard card, Block<P> block, KeyedStateStore state)
      throws IOException;

  /** The readings of a block of a segment, in a fixed order. */
  protected List<Reading> evaluate(ModelCard card, String segment, Block<P> block) {
    throw new IllegalStateException("no segment is measured");
  }

  @Override
  public void open(OpenContext context) throws IOException {
    cards.open();
    windows = getRuntimeContext().getMetricGroup().counter("windows");
    late = getRuntimeContext().getMetricGroup().counter("lateRows");
    signals = getRuntimeContext().getMetricGroup().counter("signals");
    breaches = getRuntimeContext().getMetricGroup().counter("breaches");
  }

  @Override
  public void process(
      Tuple3<String, String, String> key,
      Context context,
      Iterable<PaneProfile> merged,
      Collector<Signal> out)
      throws IOException {
    PaneProfile pane = merged.iterator().next();
    ModelCard card = cards.get(pane.model(), pane.version());
    KeyedStateStore state = context.globalState();
    Supplier<P> empty = () -> whole(pane) ? empty(card) : empty(card, pane.segment());
    DyadicScales<P> scales =
        Remembered.read(state, SCALES, in -> DyadicScales.read(in, empty, this::read))
            .orElseGet(() -> new DyadicScales<>(settings.scales(), empty));
    long window = Math.floorDiv(context.window().getStart(), settings.window().toMillis());
    if (window < scales.next()) {
      late.inc(whole(pane) ? pane.profile().rows() : 0);
      return;
    }
    P profile = profile(pane);
    List<Reading> ofWindow = new ArrayList<>();
    for (Block<P> block : scales.add(window, profile)) {
      List<Reading> readings =
          whole(pane) ? evaluate(card, block, state) : evaluate(card, pane.segment(), block);
      if (block.scale() == 0) {
        ofWindow.addAll(readings);
      } else {
        readings =
            readings.stream()
                .filter(reading -> reading.breached() && !breachedIn(ofWindow, reading))
                .map(reading -> reading.with("windows", block.windows()))
                .toList();
      }
      tell(WindowSignals.of(pane.owner(), span(block), source, readings), out);
    }
    if (whole(pane)) {
      Duration lag = Duration.ofMillis(context.currentProcessingTime() - context.window().getEnd());
      LagReadings.of(source, lag, profile.rows(), settings)
          .ifPresent(
              reading ->
                  tell(
                      WindowSignals.of(pane.owner(), context.window(), source, List.of(reading)),
                      out));
      out.collect(WindowSignals.closing(pane, context.window(), source, ofWindow));
    }
    Remembered.write(state, SCALES, scales::write);
    windows.inc();
  }

  private static boolean whole(PaneProfile pane) {
    return pane.segment().isEmpty();
  }

  private static boolean breachedIn(List<Reading> window, Reading block) {
    return window.stream()
        .anyMatch(
            reading ->
                reading.breached()
                    && reading.kind() == block.kind()
                    && reading.subject().equals(block.subject())
                    && reading.segment().equals(block.segment()));
  }

  @SuppressWarnings("unchecked") // The operator before makes panes of this kind only.
  private P profile(PaneProfile pane) {
    return (P) pane.profile();
  }

  private TimeWindow span(Block<P> block) {
    long size = settings.window().toMillis();
    return new TimeWindow(block.firstWindow() * size, (block.lastWindow() + 1) * size);
  }

  private void tell(List<Signal> told, Collector<Signal> out) {
    for (Signal signal : told) {
      signals.inc();
      if (signal.getBreached()) {
        breaches.inc();
      }
      out.collect(signal);
    }
  }
}
