package io.driftloop.signals.sequential;

/**
 * Decides on e-values one at a time, in an endless sequence, such that the expected share of false
 * discoveries among all discoveries stays within alpha (e-LOND, Xu and Ramdas 2024). The t-th
 * e-value is a discovery at {@code 1 / (alpha × γ(t) × (discoveries + 1))} or above.
 *
 * <p><b>Dependence.</b> Any: tests may share rows, reference and windows. That is its advantage
 * over {@link OnlineFdr}, for some power. Its state is two counts.
 */
public final class ELond {
  private final double alpha;
  private long tests;
  private long discoveries;

  public ELond(double alpha) {
    this.alpha = Levels.require(alpha);
  }

  /** The next test's level: it is a discovery if its e-value is at least 1 over this. */
  public double level() {
    return alpha * Shares.slow(tests + 1) * (discoveries + 1);
  }

  /**
   * Decides on the next e-value.
   *
   * @return whether it is a discovery
   */
  public boolean test(double e) {
    boolean discovery = EValues.requireE(e) >= 1 / level();
    tests++;
    discoveries += discovery ? 1 : 0;
    return discovery;
  }
}
