package io.driftloop.jobs.models;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.StoreModelCatalog;
import java.time.Clock;

/** Where operators get models and their cards from: the store that the options name. */
public final class Stores {
  private Stores() {}

  public static CatalogFactory catalog(Options options) {
    String root = options.get(JobOptions.MODELS_URI);
    return () -> new StoreModelCatalog(new FlinkModelStore(root), Clock.systemUTC());
  }

  public static LoaderFactory loader(Options options) {
    String root = options.get(JobOptions.MODELS_URI);
    return () -> new Dl4jModelLoader(new FlinkModelStore(root));
  }
}
