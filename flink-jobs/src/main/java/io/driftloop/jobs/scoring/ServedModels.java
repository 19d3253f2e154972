package io.driftloop.jobs.scoring;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.LogEvent;
import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which scorers serve each model in a task, and how they change: a new version is loaded beside the
 * stream while the old one serves. A version that cannot be used is reported and changes nothing.
 */
final class ServedModels implements BackgroundLoader.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ServedModels.class);

  private final ModelLoader loader;
  private final ModelStates states;
  private final ScoringMetrics metrics;
  private final Change change;
  private final LongSupplier clock;
  private final Map<String, Scorers> scorers = new HashMap<>();
  private final Map<String, Long> offeredAt = new HashMap<>();
  private BackgroundLoader background;

  /** Told before a model's scorers change, so that rows taken in for the old ones are scored. */
  interface Change {
    void before(String model);

    void after(String model);
  }

  /**
   * @param clock wall-clock time in milliseconds
   */
  ServedModels(
      ModelLoader loader,
      ModelStates states,
      ScoringMetrics metrics,
      Change change,
      LongSupplier clock) {
    this.loader = loader;
    this.states = states;
    this.metrics = metrics;
    this.change = change;
    this.clock = clock;
  }

  /** To be called before all else. */
  void loadInBackground(BackgroundLoader backgroundLoader) {
    background = backgroundLoader;
  }

  /** The model's scorers; null where none serve. */
  Scorers get(String model) {
    return scorers.get(model);
  }

  /**
   * Loads what a checkpoint says, before the first row. Where the newest version is refused, the
   * one that served goes on serving.
   *
   * @throws IOException where the store cannot be read: nothing can be served without it
   */
  void restore() throws Exception {
    for (ActiveModel active : states.allNewest()) {
      if (!loadNow(active)) {
        ActiveModel before = states.serving(active.getModel());
        if (before != null && before.getGeneration() != active.getGeneration()) {
          loadNow(before);
        }
      }
    }
  }

  /**
   * Takes a descriptor in; the first of a model is loaded at once, as there is none to wait with.
   */
  void offer(ActiveModel active) throws Exception {
    if (!states.offer(active)) {
      return;
    }
    offeredAt.put(active.getModel(), clock.getAsLong());
    if (scorers.containsKey(active.getModel())) {
      background.load(active);
      return;
    }
    try {
      loadNow(active);
    } catch (IOException e) {
      unreadable(active, e);
      background.retry(active);
    }
  }

  private boolean loadNow(ActiveModel active) throws Exception {
    try {
      loaded(active, Scorers.load(loader, active));
      return true;
    } catch (ModelRefusedException e) {
      refused(active, e);
      return false;
    }
  }

  @Override
  public void loaded(ActiveModel active, Scorers loaded) throws Exception {
    ActiveModel before = states.serving(active.getModel());
    boolean older = before != null && before.getGeneration() > active.getGeneration();
    if (older && scorers.containsKey(active.getModel())) {
      return;
    }
    change.before(active.getModel());
    scorers.put(active.getModel(), loaded);
    states.serves(active);
    metrics.serves(active);
    LOG.info(
        "{}",
        told("model-serving", active)
            .with(
                "shadow",
                Optional.ofNullable(active.getShadow()).map(ModelRef::getVersion).orElse("none")));
    change.after(active.getModel());
    if (states.isNewest(active) && offeredAt.containsKey(active.getModel())) {
      metrics.swapTook(clock.getAsLong() - offeredAt.remove(active.getModel()));
    }
  }

  @Override
  public void refused(ActiveModel active, ModelRefusedException reason) {
    metrics.modelsRefused.inc();
    LOG.error("{}", told("model-refused", active), reason);
  }

  @Override
  public boolean unreadable(ActiveModel active, IOException reason) throws Exception {
    metrics.modelsUnreadable.inc();
    boolean again = states.isNewest(active);
    LOG.warn("{}", told("model-unreadable", active).with("again", again), reason);
    return again;
  }

  private static LogEvent told(String event, ActiveModel active) {
    return LogEvent.of(event)
        .with("model", active.getModel())
        .with("version", active.getChampion().getVersion())
        .with("generation", active.getGeneration());
  }
}
