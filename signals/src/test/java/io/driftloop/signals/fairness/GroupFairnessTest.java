package io.driftloop.signals.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.fairness.GroupOutcomes.Label;
import io.driftloop.signals.performance.Estimate;
import io.driftloop.signals.performance.Intervals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupFairnessTest {

  /** Numbers of fairlearn 0.15.0: .208333, .583333, .25 and equalised odds .25. */
  @Test
  void agreesWithFairlearn() {
    GroupFairness fairness =
        GroupFairness.against(
                "a", Map.of("a", group(30, 10, 20, 40), "b", group(25, 25, 10, 60)), 10, .95)
            .get("b");
    assertThat(fairness.parity().value()).isCloseTo(-0.20833333333333331, within(1e-9));
    assertThat(fairness.impact().value()).isCloseTo(0.5833333333333334, within(1e-9));
    assertThat(fairness.opportunity().value()).isCloseTo(-0.25, within(1e-9));
    assertThat(fairness.falsePositives().value()).isCloseTo(10 / 70.0 - 20 / 60.0, within(1e-9));
    assertThat(fairness.parity().upper()).isNegative();
    assertThat(fairness.impact().upper()).isLessThan(1);
  }

  @Test
  void smallGroupsAndUnknownLabelsGiveNoVerdict() {
    GroupOutcomes unlabelled = new GroupOutcomes();
    for (int i = 0; i < 50; i++) {
      unlabelled.add(i % 2 == 0, Label.UNKNOWN);
    }
    Map<String, GroupOutcomes> groups =
        Map.of("a", group(30, 10, 20, 40), "b", unlabelled, "c", group(1, 1, 1, 1));
    Map<String, GroupFairness> compared = GroupFairness.against("a", groups, 20, .95);
    assertThat(compared).containsOnlyKeys("b");
    assertThat(compared.get("b").parity().value()).isCloseTo(0, within(1e-9));
    assertThat(compared.get("b").opportunity()).isEqualTo(new Estimate(Double.NaN, -1, 1));
    assertThatThrownBy(() -> GroupFairness.against("z", groups, 20, .95))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void outcomesMergeAndAreTakenBack() throws IOException {
    GroupOutcomes late = new GroupOutcomes();
    late.remove(true, Label.UNKNOWN);
    late.add(true, Label.POSITIVE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    late.write(new DataOutputStream(bytes));
    GroupOutcomes outcomes = new GroupOutcomes();
    outcomes.add(true, Label.UNKNOWN);
    outcomes.merge(
        GroupOutcomes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))));
    assertThat(outcomes.rows(Label.UNKNOWN)).isZero();
    assertThat(outcomes.count(true, Label.POSITIVE)).isOne();
    assertThat(outcomes.favoured()).isOne();
  }

  /** The true figure lies in at least 94 % of 95 % intervals, less four standard errors. */
  @Test
  void intervalsCoverTheTruth() {
    Random random = new Random(5);
    int trials = 4_000;
    int difference = 0;
    int ratio = 0;
    for (int trial = 0; trial < trials; trial++) {
      int first = hits(random, 80, .3);
      int second = hits(random, 120, .5);
      difference += covers(Intervals.difference(first, 80, second, 120, .95), -.2) ? 1 : 0;
      ratio += covers(Intervals.ratio(first, 80, second, 120, .95), .6) ? 1 : 0;
    }
    int least = (int) (trials * .94 - 4 * Math.sqrt(trials * .94 * .06));
    assertThat(difference).isGreaterThan(least);
    assertThat(ratio).isGreaterThan(least);
  }

  private static boolean covers(Estimate estimate, double truth) {
    return estimate.lower() <= truth && truth <= estimate.upper();
  }

  private static int hits(Random random, int rows, double share) {
    int hits = 0;
    for (int i = 0; i < rows; i++) {
      hits += random.nextDouble() < share ? 1 : 0;
    }
    return hits;
  }

  private static GroupOutcomes group(
      int truePositives, int falseNegatives, int falsePositives, int trueNegatives) {
    GroupOutcomes group = new GroupOutcomes();
    add(group, truePositives, true, Label.POSITIVE);
    add(group, falseNegatives, false, Label.POSITIVE);
    add(group, falsePositives, true, Label.NEGATIVE);
    add(group, trueNegatives, false, Label.NEGATIVE);
    return group;
  }

  private static void add(GroupOutcomes group, int rows, boolean favoured, Label label) {
    for (int i = 0; i < rows; i++) {
      group.add(favoured, label);
    }
  }
}
