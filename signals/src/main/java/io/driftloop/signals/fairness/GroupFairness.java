package io.driftloop.signals.fairness;

import io.driftloop.signals.fairness.GroupOutcomes.Label;
import io.driftloop.signals.performance.Estimate;
import io.driftloop.signals.performance.Intervals;
import java.util.Map;
import java.util.TreeMap;

/**
 * One group against a baseline group. The intervals are for this pair: who looks for the worst of
 * many pairs divides 1 − confidence by their number.
 *
 * @param parity difference of the shares with the desired prediction (demographic parity)
 * @param impact ratio of those shares (disparate impact)
 * @param opportunity difference of the true positive rates (equal opportunity)
 * @param falsePositives difference of the false positive rates, the other half of equalised odds
 */
public record GroupFairness(
    Estimate parity, Estimate impact, Estimate opportunity, Estimate falsePositives) {

  /**
   * Each group with enough rows against the baseline; empty where the baseline has too few. Rates
   * that need labels are NaN where either group has fewer than {@code minimumSupport} such rows.
   */
  public static Map<String, GroupFairness> against(
      String baseline, Map<String, GroupOutcomes> groups, int minimumSupport, double confidence) {
    GroupOutcomes base = groups.get(baseline);
    if (base == null) {
      throw new IllegalArgumentException("no group " + baseline);
    }
    if (minimumSupport < 1) {
      throw new IllegalArgumentException("the minimum support is below 1");
    }
    Map<String, GroupFairness> compared = new TreeMap<>();
    groups.forEach(
        (name, group) -> {
          boolean enough = Math.min(group.rows(), base.rows()) >= minimumSupport;
          if (enough && !name.equals(baseline)) {
            compared.put(name, compare(group, base, minimumSupport, confidence));
          }
        });
    return compared;
  }

  private static GroupFairness compare(
      GroupOutcomes group, GroupOutcomes base, int minimumSupport, double confidence) {
    return new GroupFairness(
        Intervals.difference(
            group.favoured(), group.rows(), base.favoured(), base.rows(), confidence),
        Intervals.ratio(group.favoured(), group.rows(), base.favoured(), base.rows(), confidence),
        rates(group, base, Label.POSITIVE, minimumSupport, confidence),
        rates(group, base, Label.NEGATIVE, minimumSupport, confidence));
  }

  private static Estimate rates(
      GroupOutcomes group, GroupOutcomes base, Label label, int minimumSupport, double confidence) {
    if (Math.min(group.rows(label), base.rows(label)) < minimumSupport) {
      return new Estimate(Double.NaN, -1, 1);
    }
    return Intervals.difference(
        group.count(true, label),
        group.rows(label),
        base.count(true, label),
        base.rows(label),
        confidence);
  }
}
