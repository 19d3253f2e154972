package io.driftloop.jobs.monitor;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RowRejecter;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.signals.profile.DataProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import java.io.IOException;
import java.util.Optional;

/** Summarises checked predictions over the bins of their version's reference. */
final class PredictionProfiler implements Profiler<PredictionRow, DataProfile> {
  private static final long serialVersionUID = 1L;

  private final ModelCards cards;
  private final RowRejecter<PredictionRow> rejecter;

  PredictionProfiler(CatalogFactory catalog, String name) {
    cards = new ModelCards(catalog);
    rejecter = new RowRejecter<>(RecordKinds.PREDICTIONS, name);
  }

  @Override
  public void open() throws IOException {
    cards.open();
  }

  @Override
  public long time(PredictionRow row) {
    return row.eventTime;
  }

  @Override
  public String model(PredictionRow row) {
    return row.model;
  }

  @Override
  public String version(PredictionRow row) {
    return row.modelVersion;
  }

  @Override
  public String variant(PredictionRow row) {
    return row.variant.name();
  }

  @Override
  public DataProfile empty(PredictionRow row) throws IOException {
    return reference(row).emptyWindow();
  }

  @Override
  public void add(PredictionRow row, DataProfile profile) throws IOException {
    profile.addFeatures(reference(row).bins(), row.features);
    profile.addScores(row.scores);
  }

  private ReferenceProfile reference(PredictionRow row) throws IOException {
    return cards.get(row.model, row.modelVersion).reference();
  }

  @Override
  public Optional<DeadLetter> late(PredictionRow row) {
    return Optional.of(
        rejecter.reject(
            row, ErrorCode.LATE, "the window of its event time had been evaluated already"));
  }
}
