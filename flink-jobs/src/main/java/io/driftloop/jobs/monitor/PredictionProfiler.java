package io.driftloop.jobs.monitor;

import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RowRejecter;
import io.driftloop.jobs.io.Sampling;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.jobs.profile.Profiler;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import java.io.IOException;
import java.util.Optional;

/** Summarises checked predictions over the bins of their version's reference. */
final class PredictionProfiler implements Profiler<PredictionRow, PredictionProfile> {
  private static final long serialVersionUID = 1L;

  private final ModelCards cards;
  private final double togetherShare;
  private final RowRejecter<PredictionRow> rejecter;
  private transient ModelCard card;
  private transient PredictionReference reference;

  /**
   * @param name the operator's name, for dead letters
   * @param togetherShare share of rows that the test of all features together is told of
   */
  PredictionProfiler(CatalogFactory catalog, String name, double togetherShare) {
    this.togetherShare = togetherShare;
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
  public PredictionProfile empty(PredictionRow row) throws IOException {
    return PredictionProfile.empty(reference(row));
  }

  @Override
  public void add(PredictionRow row, PredictionProfile profile) throws IOException {
    boolean together = Sampling.keeps(row.id, togetherShare);
    profile.add(reference(row), row.features, row.scores, row.eventTime, together);
  }

  private PredictionReference reference(PredictionRow row) throws IOException {
    ModelCard found = cards.get(row.model, row.modelVersion);
    if (found != card) {
      card = found;
      reference = found.predictionReference();
    }
    return reference;
  }

  @Override
  public Optional<DeadLetter> late(PredictionRow row) {
    return Optional.of(
        rejecter.reject(
            row, ErrorCode.LATE, "the window of its event time had been evaluated already"));
  }
}
