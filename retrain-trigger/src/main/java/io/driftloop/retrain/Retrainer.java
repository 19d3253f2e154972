package io.driftloop.retrain;

import io.driftloop.retrain.ModelFactory.Candidate;
import io.driftloop.retrain.ModelFactory.Order;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.LogEvent;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelLoader;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.packaging.NetworkParts;
import io.driftloop.serving.store.ModelStore;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.profile.PerformanceProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one request: rows, training, store, gate. Everything that it does outside this process is
 * to write a package, which says nothing until somebody publishes it; so it can be interrupted
 * anywhere and done again.
 */
public final class Retrainer {
  private static final Logger LOG = LoggerFactory.getLogger(Retrainer.class);

  private final ExampleSource examples;
  private final ModelStore store;
  private final ModelLoader loader;
  private final ModelFactory factory;
  private final Gate gate;
  private final RollBack rollBack;

  public Retrainer(
      ExampleSource examples,
      ModelStore store,
      ModelLoader loader,
      ModelFactory factory,
      Gate gate) {
    this.examples = examples;
    this.store = store;
    this.loader = loader;
    this.factory = factory;
    this.gate = gate;
    this.rollBack = new RollBack(store);
  }

  /**
   * Answers a request for a retraining, a recalibration, a tuned head or a roll-back.
   *
   * @param active what serves the model now
   * @param cancelled asked often while training
   * @throws IOException where the store cannot be read or written; the request is open still
   * @throws java.util.concurrent.CancellationException where it was cancelled
   */
  public Answer answer(
      RetrainingEvent event, Optional<ActiveModel> active, BooleanSupplier cancelled)
      throws IOException {
    if (active.isEmpty()) {
      return Answer.failed(event, "no version of %s serves".formatted(event.getModel()));
    }
    if (event.getAction().equals(Action.ROLL_BACK.name())) {
      return rollBack.answer(event, active.get());
    }
    try {
      return challenge(event, active.get(), cancelled);
    } catch (UnusableDataException e) {
      return Answer.failed(event, e.getMessage());
    } catch (ModelRefusedException e) {
      return Answer.failed(
          event,
          "%s cannot be compared with: %s"
              .formatted(active.get().getChampion().getVersion(), e.getMessage()));
    }
  }

  private Answer challenge(RetrainingEvent event, ActiveModel active, BooleanSupplier cancelled)
      throws IOException {
    String model = event.getModel();
    ModelRef champion = active.getChampion();
    ModelCard card = Cards.read(store, model, champion);
    ExampleSource.Examples read =
        examples.read(model, card.schema(), event.getTrainFrom(), event.getTrainTo());
    Order order =
        new Order(
            model,
            VersionChoice.choose(store, active, event.getRequestId()),
            card.schema(),
            event.getRequestId(),
            champion.getVersion(),
            event.getTrainFrom(),
            event.getTrainTo());
    LOG.info(
        "{}",
        LogEvent.of("retraining-started")
            .with("id", order.requestId())
            .with("model", model)
            .with("version", champion.getVersion())
            .with("newVersion", order.version())
            .with("rows", read.rows().size()));
    Action action = Action.valueOf(event.getAction());
    Candidate challenger =
        switch (action) {
          case RECALIBRATE -> factory.recalibrate(order, network(model, champion), read.rows());
          case TUNE_HEAD -> factory.tuneHead(order, network(model, champion), read.rows());
          default -> factory.train(order, read.rows(), cancelled);
        };
    PerformanceProfile championPerformance =
        Scoring.performance(loader.load(model, champion), challenger.heldBack());
    ModelRef ref = put(challenger);
    Gate.Judgement judgement =
        action == Action.RETRAIN
            ? gate.judge(championPerformance, challenger.performance())
            : gate.judgeMended(championPerformance, challenger.performance());
    return Answer.judged(
        event, active, ref, challenger, championPerformance, read.leftOut(), judgement);
  }

  private NetworkParts network(String model, ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      return ModelPackage.read(in, model, ref)
          .network()
          .orElseThrow(
              () -> new UnusableDataException(ref.getVersion() + " runs elsewhere: no network"));
    }
  }

  /** A rejected challenger is stored too, as evidence, and so that its number is not used again. */
  private ModelRef put(Candidate candidate) throws IOException {
    ModelCard card = candidate.content().card();
    Path file = Files.createTempFile("driftloop-", ".zip");
    try {
      candidate.content().write(file);
      return store.put(card.model(), card.version(), file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
