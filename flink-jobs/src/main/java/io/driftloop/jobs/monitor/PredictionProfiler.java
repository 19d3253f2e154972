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
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.monitor.SegmentReferences.Segment;
import io.driftloop.signals.monitor.SegmentSettings;
import io.driftloop.signals.monitor.WaitingRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Summarises checked predictions over the bins of their version's reference. */
final class PredictionProfiler implements Profiler<PredictionRow, PredictionProfile> {
  private static final long serialVersionUID = 1L;

  private final ModelCards cards;
  private final double togetherShare;
  private final SegmentSettings segments;
  private final RowRejecter<PredictionRow> rejecter;
  private transient List<String> found;
  private transient WaitingRows waiting;

  /**
   * @param name the operator's name, for dead letters
   * @param togetherShare share of rows that the test of all features together is told of
   * @param segments by what rows are summarised beside the whole
   */
  PredictionProfiler(
      CatalogFactory catalog, String name, double togetherShare, SegmentSettings segments) {
    this.togetherShare = togetherShare;
    this.segments = segments;
    cards = new ModelCards(catalog);
    rejecter = new RowRejecter<>(RecordKinds.PREDICTIONS, name);
  }

  @Override
  public void open() throws IOException {
    cards.open();
    found = new ArrayList<>();
    waiting = new WaitingRows();
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
    return PredictionProfile.empty(reference(row), waiting);
  }

  @Override
  public void add(PredictionRow row, PredictionProfile profile) {
    boolean together = Sampling.keeps(row.id, togetherShare);
    profile.add(row.features, row.scores, row.embedding, row.eventTime, together);
    profile.addLatency(row.latencyMicros);
  }

  @Override
  public int declaredSegments() {
    return segments.names().size();
  }

  /** Values that have no reference, or are not among the most frequent ones, count in none. */
  @Override
  public List<String> segments(PredictionRow row) throws IOException {
    SegmentReferences known = cards.get(row.model, row.modelVersion).segments();
    found.clear();
    for (String name : segments.names()) {
      Segment segment = known.find(name, row.segments.get(name)).orElse(null);
      if (segment != null && segment.place() < segments.mostValues()) {
        found.add(segment.segment());
      }
    }
    return found;
  }

  @Override
  public PredictionProfile empty(PredictionRow row, String segment) throws IOException {
    return PredictionProfile.empty(reference(row, segment), waiting);
  }

  @Override
  public void addToSegment(PredictionRow row, PredictionProfile profile) {
    profile.add(row.features, row.scores, row.eventTime, false);
  }

  private PredictionReference reference(PredictionRow row, String segment) throws IOException {
    return cards.get(row.model, row.modelVersion).segments().find(segment).orElseThrow();
  }

  private PredictionReference reference(PredictionRow row) throws IOException {
    return cards.get(row.model, row.modelVersion).predictionReference();
  }

  @Override
  public Optional<DeadLetter> late(PredictionRow row) {
    return Optional.of(
        rejecter.reject(
            row, ErrorCode.LATE, "the window of its event time had been evaluated already"));
  }
}
