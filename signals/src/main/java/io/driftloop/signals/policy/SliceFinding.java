package io.driftloop.signals.policy;

/**
 * What is known of one segment.
 *
 * @param segment name=value; several joined by &
 * @param trafficShare of the rows, 0 to 1
 * @param excessRisk over the reference's or over all rows' risk; NaN where unknown
 * @param disagreement share of its labels that another labeler or an audit contradicts; NaN where
 *     unknown
 * @param errorRatio its error rate over that of all rows; NaN where unknown
 * @param support labelled rows of it
 */
public record SliceFinding(
    String segment,
    double trafficShare,
    double excessRisk,
    double disagreement,
    double errorRatio,
    long support) {
  public SliceFinding {
    if (!(trafficShare >= 0 && trafficShare <= 1)) {
      throw new IllegalArgumentException(
          "a traffic share of %s is outside 0 to 1".formatted(trafficShare));
    }
  }

  /** The same with what another finding of the segment says of errors or labels beyond it. */
  public SliceFinding completedBy(SliceFinding other) {
    return new SliceFinding(
        segment,
        trafficShare,
        Double.isNaN(excessRisk) ? other.excessRisk : excessRisk,
        Double.isNaN(disagreement) ? other.disagreement : disagreement,
        Double.isNaN(errorRatio) ? other.errorRatio : errorRatio,
        support);
  }
}
