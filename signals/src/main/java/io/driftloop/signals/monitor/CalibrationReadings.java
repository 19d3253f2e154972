package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.calibration.ResidualProfile;
import io.driftloop.signals.calibration.ResidualProfile.Shift;
import java.util.Optional;

/** Whether scores still give the classes the shares that their labels have. */
final class CalibrationReadings {
  private CalibrationReadings() {}

  /**
   * The shift of a block's residuals from those of the held-back rows; empty where the model has
   * too many classes or an older version made the package.
   *
   * @param level of the test
   */
  static Optional<Reading> shift(
      MonitorSettings settings, OutcomeReference reference, OutcomeProfile block, double level) {
    Optional<ResidualProfile> before = reference.heldBack().flatMap(OutcomeProfile::residuals);
    return block
        .residuals()
        .flatMap(now -> before.map(rows -> reading(now, rows, level, settings.minimumSamples())));
  }

  private static Reading reading(
      ResidualProfile now, ResidualProfile before, double level, long minimumSamples) {
    Shift shift = now.from(before);
    boolean enough = Math.min(now.rows(), before.rows()) >= minimumSamples;
    return Reading.of(SignalKind.CALIBRATION_SHIFT, "", shift.statistic(), now.rows())
        .judged(
            new Judgement(
                "hotelling",
                Double.NaN,
                before.rows(),
                shift.statisticAt(level),
                shift.pValue(),
                enough && shift.pValue() <= level));
  }
}
