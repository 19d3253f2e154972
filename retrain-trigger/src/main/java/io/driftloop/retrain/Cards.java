package io.driftloop.retrain;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.packaging.ModelPackage;
import io.driftloop.serving.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;

/** Reads cards afresh: what a crash left behind may be written again, so none is remembered. */
final class Cards {
  private Cards() {}

  static ModelCard read(ModelStore store, String model, ModelRef ref) throws IOException {
    try (InputStream in = store.open(ref.getUri())) {
      return ModelPackage.read(in, model, ref).card();
    }
  }
}
