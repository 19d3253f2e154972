package io.driftloop.retrain;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.store.ModelStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * Lets an older version serve again: a new generation with an old file. The file is read first, for
 * a descriptor of a missing or damaged one would leave the model without any version.
 */
final class RollBack {
  private final ModelStore store;

  RollBack(ModelStore store) {
    this.store = store;
  }

  /**
   * The answer; it fails where the version cannot serve, and is rejected where there is nothing to
   * take back.
   *
   * @throws IOException where the store cannot be read; the request is open still
   */
  Answer answer(RetrainingEvent event, ActiveModel active) throws IOException {
    String target = event.getTargetVersion();
    if (target == null || target.equals(event.getModelVersion())) {
      return Answer.failed(event, "no version to go back to is named");
    }
    String serving = active.getChampion().getVersion();
    if (!serving.equals(event.getModelVersion())) {
      return Answer.rejected(
          event,
          target,
          "%s serves, not %s that was to be taken back"
              .formatted(serving, event.getModelVersion()));
    }
    Optional<ModelRef> ref = store.find(event.getModel(), target);
    if (ref.isEmpty()) {
      return Answer.failed(event, "%s is not in the store".formatted(target));
    }
    try {
      Cards.read(store, event.getModel(), ref.get());
    } catch (ModelRefusedException e) {
      return Answer.failed(event, "%s cannot serve: %s".formatted(target, e.getMessage()));
    } catch (NoSuchFileException e) {
      return Answer.failed(event, "the file of %s is gone".formatted(target));
    }
    return Answer.rolledBack(event, active, ref.get());
  }
}
