package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.performance.BinaryScores;
import io.driftloop.signals.performance.ConfusionMatrix;
import io.driftloop.signals.performance.Estimate;
import java.util.ArrayList;
import java.util.List;

/**
 * Figures of each class, and of the scores as probabilities, beside those of the held-back rows;
 * none is judged.
 */
final class ClassReadings {
  private static final double CONFIDENCE = 0.95;
  private static final int CALIBRATION_GROUPS = 10;

  private ClassReadings() {}

  /** All readings, in a fixed order; a figure that has no rows is left out. */
  static List<Reading> of(OutcomeReference reference, OutcomeProfile block) {
    List<Reading> before =
        reference.heldBack().map(rows -> measured(reference, rows)).orElse(List.of());
    return measured(reference, block).stream().map(reading -> beside(before, reading)).toList();
  }

  private static Reading beside(List<Reading> before, Reading reading) {
    return before.stream()
        .filter(of -> of.kind() == reading.kind() && of.subject().equals(reading.subject()))
        .findFirst()
        .map(
            of ->
                reading.judged(
                    new Judgement("", of.value(), of.sampleCount(), Double.NaN, Double.NaN, false)))
        .orElse(reading);
  }

  private static List<Reading> measured(OutcomeReference reference, OutcomeProfile block) {
    List<Reading> readings = new ArrayList<>();
    block.confusion().ifPresent(matrix -> counts(reference, matrix, readings));
    for (int i = 0; i < block.scores().size(); i++) {
      scores(reference.classes().get(block.category(i)), block.scores().get(i), readings);
    }
    Estimate brier = block.brier().estimate(CONFIDENCE);
    readings.add(interval(SignalKind.BRIER, "", brier, block.rows()));
    return readings.stream().filter(reading -> Double.isFinite(reading.value())).toList();
  }

  private static void counts(
      OutcomeReference reference, ConfusionMatrix matrix, List<Reading> readings) {
    for (int i = 0; i < matrix.classes(); i++) {
      String name = reference.classes().get(i);
      long predicted = matrix.predictions(i);
      long labelled = matrix.labels(i);
      if (predicted > 0) {
        readings.add(Reading.of(SignalKind.PRECISION, name, matrix.precision(i), predicted));
      }
      if (labelled > 0) {
        readings.add(Reading.of(SignalKind.RECALL, name, matrix.recall(i), labelled));
      }
      if (predicted + labelled > 0) {
        readings.add(Reading.of(SignalKind.F1, name, matrix.f1(i), predicted + labelled));
      }
    }
    readings.add(Reading.of(SignalKind.MACRO_F1, "", matrix.macroF1(), matrix.rows()));
  }

  private static void scores(String name, BinaryScores scores, List<Reading> readings) {
    long rows = scores.positives() + scores.negatives();
    readings.add(interval(SignalKind.AUC, name, scores.auc(CONFIDENCE), rows));
    double error = scores.calibrationError(CALIBRATION_GROUPS);
    readings.add(Reading.of(SignalKind.CALIBRATION_ERROR, name, error, rows));
  }

  private static Reading interval(SignalKind kind, String subject, Estimate found, long rows) {
    return Reading.of(kind, subject, found.value(), rows)
        .with("lower", found.lower())
        .with("upper", found.upper());
  }
}
