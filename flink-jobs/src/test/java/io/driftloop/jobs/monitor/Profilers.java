package io.driftloop.jobs.monitor;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.SegmentSettings;

/** Opens the monitor's profiler to the tests of the operator that uses it. */
public final class Profilers {
  private Profilers() {}

  public static Profiler<PredictionRow, PredictionProfile> predictions(CatalogFactory catalog) {
    return predictions(catalog, SegmentSettings.none());
  }

  public static Profiler<PredictionRow, PredictionProfile> predictions(
      CatalogFactory catalog, SegmentSettings segments) {
    return new PredictionProfiler(catalog, "prediction-monitor-profile", 1, segments);
  }
}
