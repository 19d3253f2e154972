package io.driftloop.retrain;

import io.driftloop.signals.profile.PerformanceProfile;

/**
 * Decides whether a challenger replaces the champion: where, on the same newest labelled rows that
 * neither was fitted to, its accuracy is at least the champion's plus a minimum gain. A gain of 0
 * lets an equal challenger in, which knows newer rows.
 *
 * @param minimumGain as a share; below 0 it allows a loss
 */
public record Gate(double minimumGain) {
  /** What sums of hits in another order may differ by. */
  private static final double ROUNDING = 1e-9;

  /**
   * A decision.
   *
   * @param why the reason in one sentence
   */
  public record Judgement(boolean publish, String why) {}

  /**
   * Compares a champion with a version made of it, which must also be surer of the labels: it knows
   * nothing new otherwise.
   */
  public Judgement judgeMended(PerformanceProfile champion, PerformanceProfile challenger) {
    Judgement judgement = judge(champion, challenger);
    return challenger.logLoss().mean() < champion.logLoss().mean()
        ? judgement
        : new Judgement(
            false,
            "the log-loss %.4f is not below the champion's %.4f"
                .formatted(challenger.logLoss().mean(), champion.logLoss().mean()));
  }

  /** Compares both on the same rows. */
  public Judgement judge(PerformanceProfile champion, PerformanceProfile challenger) {
    if (champion.rows() == 0 || champion.rows() != challenger.rows()) {
      throw new IllegalArgumentException(
          "champion and challenger were measured on %d and %d rows"
              .formatted(champion.rows(), challenger.rows()));
    }
    double gain = challenger.correct().mean() - champion.correct().mean();
    boolean publish = gain >= minimumGain - ROUNDING;
    String why =
        "challenger's accuracy %.4f (log-loss %.4f) %s champion's %.4f (log-loss %.4f)%s on %d rows"
            .formatted(
                challenger.correct().mean(),
                challenger.logLoss().mean(),
                publish ? "reaches" : "does not reach",
                champion.correct().mean(),
                champion.logLoss().mean(),
                minimumGain == 0 ? "" : " plus %s".formatted(minimumGain),
                champion.rows());
    return new Judgement(publish, why);
  }
}
