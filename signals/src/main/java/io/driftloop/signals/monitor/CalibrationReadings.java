package io.driftloop.signals.monitor;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.calibration.ResidualProfile;
import io.driftloop.signals.calibration.ResidualProfile.Shift;
import java.util.Map;
import java.util.Optional;

/** Whether scores still give the classes the shares that their labels have. */
public final class CalibrationReadings {
  /** Evidence: the chance of such residuals where no class needs a bias. */
  private static final String UNBIASED = "pUnbiased";

  /** A p-value at which classes need biases; the gate of a recalibration has the last word. */
  private static final double BIASED = 0.001;

  private CalibrationReadings() {}

  /**
   * Whether biases of the classes would mend something, by more than chance: also where they were
   * needed from the first, so that nothing has shifted since.
   *
   * @param breached whether the {@link SignalKind#CALIBRATION_SHIFT} was
   * @param evidence behind it
   */
  public static boolean mendable(boolean breached, Map<String, Double> evidence) {
    return breached || evidence.getOrDefault(UNBIASED, 1.0) <= BIASED;
  }

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
                enough && shift.pValue() <= level))
        .with(UNBIASED, enough ? now.fromZero().pValue() : 1);
  }
}
