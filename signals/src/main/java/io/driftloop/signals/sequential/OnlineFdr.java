package io.driftloop.signals.sequential;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Decides on p-values one at a time, in an endless sequence, such that the expected share of false
 * discoveries among all discoveries stays within alpha. Every discovery earns budget for later
 * tests, so it is the tool where much is wrong and all of it is wanted; where nothing is ever
 * wrong, levels shrink towards 0, so a monitor of rare trouble is better served by {@link
 * FalseAlarmBudget}.
 *
 * <p>LORD++ (Ramdas, Yang, Wainwright and Jordan 2017) and SAFFRON (Ramdas, Zrnic, Wainwright and
 * Jordan 2018) are one scheme: the level is a sum of shares {@code γ(age)} of what the start and
 * each discovery brought in. For LORD++ all tests age a share; for SAFFRON only those do whose
 * p-value is above λ, which pays for a factor of 1 − λ and spares budget where many tests are
 * promising.
 *
 * <p><b>Dependence.</b> The share is controlled at any time if p-values of true nulls are
 * independent of each other and of the rest. If each is only valid given all decisions before it,
 * the ratio of expectations (mFDR) is. Tests on the same rows, or against the same reference, are
 * neither: use {@link ELond} for those.
 *
 * <p><b>State.</b> The latest 1,000 discoveries count on; what older ones would still add (a share
 * of at most γ(1,001)) is given up, which keeps levels a monotone function of past decisions and so
 * keeps the guarantee.
 */
public final class OnlineFdr {
  static final int MAX_KEPT = 1_000;

  private final double alpha;
  private final double lambda;
  private final Deque<Long> marks = new ArrayDeque<>();
  private long clock;
  private long discoveries;

  private OnlineFdr(double alpha, double lambda) {
    this.alpha = Levels.require(alpha);
    this.lambda = lambda;
  }

  /** LORD++, which starts with half of alpha. */
  public static OnlineFdr lordPlusPlus(double alpha) {
    return new OnlineFdr(alpha, 0);
  }

  /** SAFFRON with its authors' λ of a half, which starts with half of alpha. */
  public static OnlineFdr saffron(double alpha) {
    return saffron(alpha, 0.5);
  }

  /**
   * SAFFRON.
   *
   * @param lambda p-values up to it are candidates, which age nothing; between 0 and 1
   */
  public static OnlineFdr saffron(double alpha, double lambda) {
    return new OnlineFdr(alpha, Levels.require(lambda));
  }

  /** The next test's level: it is a discovery if its p-value is at most this. */
  public double level() {
    double sum = alpha / 2 * share(0);
    boolean first = discoveries == marks.size();
    for (long mark : marks) {
      sum += (first ? alpha / 2 : alpha) * share(mark);
      first = false;
    }
    return adaptive() ? Math.min(lambda, (1 - lambda) * sum) : sum;
  }

  private double share(long mark) {
    long age = clock - mark + 1;
    return adaptive() ? Shares.power(age) : Shares.slow(age);
  }

  private boolean adaptive() {
    return lambda > 0;
  }

  /**
   * Decides on the next p-value.
   *
   * @return whether it is a discovery
   */
  public boolean test(double p) {
    boolean discovery = EValues.requireP(p) <= level();
    if (!adaptive() || p > lambda) {
      clock++;
    }
    if (discovery) {
      discoveries++;
      marks.addLast(clock);
      if (marks.size() > MAX_KEPT) {
        marks.removeFirst();
      }
    }
    return discovery;
  }
}
