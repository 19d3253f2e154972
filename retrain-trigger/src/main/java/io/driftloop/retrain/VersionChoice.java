package io.driftloop.retrain;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.store.ModelStore;
import io.driftloop.serving.store.Versions;
import java.io.IOException;
import java.util.List;

/**
 * The version that a request's challenger gets: the same one however often the request is tried.
 */
final class VersionChoice {
  private VersionChoice() {}

  /**
   * The newest version where it is what an interrupted attempt at this request left behind, else
   * the next number. Requests of a model are answered one after another, so only the newest can be.
   */
  static String choose(ModelStore store, ActiveModel active, String requestId) throws IOException {
    List<String> versions = store.versions(active.getModel());
    if (!versions.isEmpty()) {
      String newest = versions.get(versions.size() - 1);
      if (!newest.equals(active.getChampion().getVersion())
          && madeFor(store, active.getModel(), newest, requestId)) {
        return newest;
      }
    }
    return Versions.next(versions);
  }

  private static boolean madeFor(ModelStore store, String model, String version, String requestId)
      throws IOException {
    ModelRef ref =
        store
            .find(model, version)
            .orElseThrow(() -> new IOException("%s %s is gone".formatted(model, version)));
    return Cards.read(store, model, ref).lineage().requestId().equals(requestId);
  }
}
