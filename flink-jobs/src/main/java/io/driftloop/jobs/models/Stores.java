package io.driftloop.jobs.models;

import io.driftloop.config.Options;
import io.driftloop.jobs.io.JobOptions;
import io.driftloop.serving.ModelCatalog;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.StoreModelCatalog;
import java.lang.ref.WeakReference;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Where operators get models and their cards from: the store that the options name. */
public final class Stores {
  /** The catalog of each store, as long as an operator of this process has it. */
  private static final Map<String, WeakReference<ModelCatalog>> CATALOGS = new HashMap<>();

  private Stores() {}

  /** All operators of a process have one catalog, for a card takes hundreds of kilobytes. */
  public static CatalogFactory catalog(Options options) {
    String root = options.get(JobOptions.MODELS_URI);
    return () -> shared(root);
  }

  private static synchronized ModelCatalog shared(String root) {
    WeakReference<ModelCatalog> known = CATALOGS.get(root);
    ModelCatalog catalog = known == null ? null : known.get();
    if (catalog == null) {
      catalog = new StoreModelCatalog(new FlinkModelStore(root), Clock.systemUTC());
      CATALOGS.put(root, new WeakReference<>(catalog));
    }
    return catalog;
  }

  public static LoaderFactory loader(Options options) {
    String root = options.get(JobOptions.MODELS_URI);
    return () -> new Dl4jModelLoader(new FlinkModelStore(root));
  }
}
