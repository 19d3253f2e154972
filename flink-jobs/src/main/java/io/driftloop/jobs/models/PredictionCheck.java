package io.driftloop.jobs.models;

import io.driftloop.jobs.io.DeadLetterReport;
import io.driftloop.jobs.io.DeadLetters;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RejectedException;
import io.driftloop.jobs.io.RowRejecter;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/**
 * Lets predictions through that a source could read and that fit their version's feature schema.
 * They may come from a model that runs elsewhere, so nothing is taken for granted.
 */
public final class PredictionCheck
    extends ProcessFunction<Either<DeadLetter, PredictionRow>, PredictionRow> {
  private static final long serialVersionUID = 1L;

  private final ModelCards cards;
  private final RowRejecter<PredictionRow> rejecter;
  private final boolean shadows;
  private transient DeadLetterReport deadLetters;

  /**
   * @param name the operator's name, for dead letters
   * @param shadows whether predictions that nobody was answered with pass, too
   */
  PredictionCheck(String name, CatalogFactory catalog, boolean shadows) {
    this.shadows = shadows;
    cards = new ModelCards(catalog);
    rejecter = new RowRejecter<>(RecordKinds.PREDICTIONS, name);
  }

  /**
   * The predictions that fit; the others, and the source's dead letters, are in the side output
   * {@link DeadLetters#TAG}.
   */
  public static SingleOutputStreamOperator<PredictionRow> all(
      DataStream<Either<DeadLetter, PredictionRow>> predictions,
      CatalogFactory catalog,
      String name) {
    return apply(predictions, new PredictionCheck(name, catalog, true), name);
  }

  /** The same without a shadow's predictions, which nobody was answered with. */
  public static SingleOutputStreamOperator<PredictionRow> served(
      DataStream<Either<DeadLetter, PredictionRow>> predictions,
      CatalogFactory catalog,
      String name) {
    return apply(predictions, new PredictionCheck(name, catalog, false), name);
  }

  private static SingleOutputStreamOperator<PredictionRow> apply(
      DataStream<Either<DeadLetter, PredictionRow>> predictions,
      PredictionCheck check,
      String name) {
    return predictions.process(check, RecordKinds.PREDICTIONS.type()).uid(name).name(name);
  }

  @Override
  public void open(OpenContext context) throws IOException {
    cards.open();
    deadLetters = new DeadLetterReport(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      Either<DeadLetter, PredictionRow> record, Context context, Collector<PredictionRow> out)
      throws IOException {
    if (record.isLeft()) {
      reject(record.left(), context);
      return;
    }
    PredictionRow row = record.right();
    try {
      shape(row).check(row);
      if (shadows || row.variant != Variant.SHADOW) {
        out.collect(row);
      }
    } catch (RejectedException e) {
      reject(rejecter.reject(row, e.code(), e.getMessage()), context);
    }
  }

  private void reject(DeadLetter letter, Context context) {
    deadLetters.tell(letter);
    context.output(DeadLetters.TAG, letter);
  }

  private RowShape shape(PredictionRow row) throws IOException, RejectedException {
    return cards
        .shape(row.model, row.modelVersion)
        .orElseThrow(
            () ->
                new RejectedException(
                    ErrorCode.UNKNOWN_MODEL,
                    "no version %s of %s is published".formatted(row.modelVersion, row.model)));
  }
}
