package io.driftloop.signals.policy;

import io.driftloop.signals.severity.Severity;
import java.util.List;

/**
 * What a window's signals say of a model, as far as the choice of an action needs it.
 *
 * @param severity of the window's worst signal
 * @param riskRose whether the risk of all rows rose by more than chance
 * @param excessRisk by how much, such as a rise of the error rate; NaN where unknown
 * @param sharesShifted whether the scores give the classes other shares than the labels do
 * @param calibrationBroken whether the probabilities no longer mean what they say
 * @param rankingIntact whether the scores still order the rows as they did, by their AUC
 * @param inputsSteady whether no feature drifted and no burst of unknown rows came
 * @param directlyAfterSwap whether the version served for few windows yet, and the one before was
 *     better
 * @param newLabels labelled rows since the last training
 * @param slices segments that were looked at
 */
public record Findings(
    Severity severity,
    boolean riskRose,
    double excessRisk,
    boolean sharesShifted,
    boolean calibrationBroken,
    boolean rankingIntact,
    boolean inputsSteady,
    boolean directlyAfterSwap,
    long newLabels,
    List<SliceFinding> slices) {
  public Findings {
    slices = List.copyOf(slices);
  }
}
