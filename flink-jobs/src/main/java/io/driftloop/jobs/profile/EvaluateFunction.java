package io.driftloop.jobs.profile;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.schemas.Signal;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.Reading;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Turns a closed window's summary into signals; what is read from it is up to the subclass. */
public abstract class EvaluateFunction
    extends ProcessWindowFunction<PaneProfile, Signal, Tuple3<String, String, String>, TimeWindow> {
  private static final long serialVersionUID = 1L;

  /** The source of signals that need no label. */
  public static final String SOURCE_DATA = "data";

  /** The source of signals that come from labels. */
  public static final String SOURCE_LABELS = "labels";

  private final String source;
  private final ModelCards cards;
  private transient Counter windows;
  private transient Counter signals;
  private transient Counter breaches;

  /**
   * @param source {@link #SOURCE_DATA} or {@link #SOURCE_LABELS}
   */
  protected EvaluateFunction(String source, CatalogFactory catalog) {
    this.source = source;
    this.cards = new ModelCards(catalog);
  }

  /** The readings of a window of the version that the card is of, in a fixed order. */
  protected abstract List<Reading> evaluate(ModelCard card, PaneProfile window);

  @Override
  public void open(OpenContext context) throws IOException {
    cards.open();
    windows = getRuntimeContext().getMetricGroup().counter("windows");
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
    for (Signal signal : WindowSignals.of(pane, context.window(), source, evaluate(card, pane))) {
      signals.inc();
      if (signal.getBreached()) {
        breaches.inc();
      }
      out.collect(signal);
    }
    windows.inc();
  }
}
