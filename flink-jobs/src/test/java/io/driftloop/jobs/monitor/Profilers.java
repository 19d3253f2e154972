package io.driftloop.jobs.monitor;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.monitor.PredictionProfile;

/** Opens the monitor's profiler to the tests of the operator that uses it. */
public final class Profilers {
  private Profilers() {}

  public static Profiler<PredictionRow, PredictionProfile> predictions(CatalogFactory catalog) {
    return new PredictionProfiler(catalog, "prediction-monitor-profile", 1);
  }
}
