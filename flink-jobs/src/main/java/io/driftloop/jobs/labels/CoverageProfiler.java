package io.driftloop.jobs.labels;

import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.signals.monitor.CoverageProfile;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts which predictions got a label. A prediction's fate is known when its label is waited for
 * no longer, so that it counts so many whole windows after the one that it was made in.
 */
final class CoverageProfiler implements Profiler<PredictionFate, CoverageProfile> {
  private static final long serialVersionUID = 1L;

  private final long shift;

  /**
   * @param shift of {@link #shift}
   */
  CoverageProfiler(Duration shift) {
    this.shift = shift.toMillis();
  }

  /** The time that labels are waited for, in whole windows. */
  static Duration shift(Duration wait, Duration window) {
    long windows = -Math.floorDiv(-wait.toMillis(), window.toMillis());
    return window.multipliedBy(windows);
  }

  @Override
  public long time(PredictionFate row) {
    return row.eventTime + shift;
  }

  @Override
  public String model(PredictionFate row) {
    return row.model;
  }

  @Override
  public String version(PredictionFate row) {
    return row.version;
  }

  @Override
  public String variant(PredictionFate row) {
    return row.variant;
  }

  @Override
  public CoverageProfile empty(PredictionFate row) {
    return new CoverageProfile();
  }

  @Override
  public void add(PredictionFate row, CoverageProfile profile) {
    profile.add(row.cell, row.labelled);
  }

  @Override
  public Optional<DeadLetter> late(PredictionFate row) {
    return Optional.empty();
  }
}
