package io.driftloop.signals.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.signals.severity.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RemediesTest {
  private static final RemedyOptions OPTIONS = RemedyOptions.defaults();
  private static final Duration WEEK = Duration.ofDays(7);

  @Test
  void aHealthyModelNeedsNothing() {
    assertThat(propose(false, 0, false, true, true, false, 0)).isEmpty();
    assertThat(
            propose(false, 0, false, true, true, false, 0, slice("region=north", 0.3, 0.01, 0.02)))
        .isEmpty();
  }

  @Test
  void aRiseEverywhereIsARetraining() {
    List<Proposal> proposals = propose(true, 0.1, false, false, false, false, 0);
    assertThat(actions(proposals)).containsExactly(Action.RETRAIN);
    assertThat(proposals.get(0).segment()).isEmpty();
    assertThat(proposals.get(0).score()).isCloseTo(2 * 1 * 0.1 / 10, within(1e-12));
  }

  @Test
  void fewLabelsOnSteadyInputsTuneTheHead() {
    assertThat(actions(propose(true, 0.1, false, false, true, false, 499)))
        .containsExactly(Action.TUNE_HEAD);
    assertThat(actions(propose(true, 0.1, false, false, true, false, 500)))
        .containsExactly(Action.RETRAIN);
  }

  @Test
  void brokenCalibrationUnderAnIntactRankingIsRecalibrated() {
    assertThat(actions(propose(true, 0.1, true, true, true, false, 0)))
        .containsExactly(Action.RECALIBRATE);
    assertThat(actions(propose(true, 0.1, true, false, false, false, 0)))
        .containsExactly(Action.RETRAIN);
  }

  @Test
  void classesOfOtherSharesAreRecalibratedWhateverElseIsDone() {
    assertThat(actions(propose(true, false, 0, false, false, true, false, 0)))
        .containsExactly(Action.RECALIBRATE);
    assertThat(actions(propose(true, true, 0.1, false, false, false, false, 0)))
        .containsExactly(Action.RECALIBRATE, Action.RETRAIN);
  }

  @Test
  void aRiseDirectlyAfterASwapIsRolledBack() {
    assertThat(actions(propose(true, 0.1, false, true, false, true, 0)))
        .containsExactly(Action.ROLL_BACK);
    assertThat(actions(propose(false, 0, false, true, false, true, 0))).isEmpty();
  }

  @Test
  void oneFailingSliceIsLabelledAndNothingRetrained() {
    List<Proposal> proposals =
        propose(true, 0.05, false, true, true, false, 0, slice("region=north", 0.1, 0.5, 0));
    assertThat(actions(proposals)).containsExactly(Action.COLLECT_LABELS);
    assertThat(proposals.get(0).segment()).isEqualTo("region=north");
    assertThat(proposals.get(0).score()).isCloseTo(2 * 0.1 * 0.5 / 5, within(1e-12));
  }

  @Test
  void aSliceOnTopOfARiseElsewhereGetsBoth() {
    assertThat(
            actions(
                propose(
                    true, 0.2, false, true, false, false, 0, slice("region=north", 0.1, 0.5, 0))))
        .containsExactly(Action.RETRAIN, Action.COLLECT_LABELS);
  }

  @Test
  void contradictingLabelsAreLookedAtAgain() {
    List<Proposal> proposals =
        propose(false, 0, false, true, true, false, 0, slice("source=a", 0.5, 0.3, 0.4));
    assertThat(actions(proposals)).containsExactly(Action.RELABEL);
  }

  @Test
  void urgencyIsFiniteWhateverComes() {
    double[] values = {Double.NaN, -1, 0, 1e308, Double.POSITIVE_INFINITY, 0.5};
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      double urgency =
          Proposal.urgency(
              Severity.values()[random.nextInt(3)],
              values[random.nextInt(6)],
              values[random.nextInt(6)],
              Math.nextUp(Math.abs(random.nextGaussian())));
      assertThat(urgency).as("seed %d", seed).isFinite().isNotNegative();
    }
    assertThatThrownBy(() -> Proposal.urgency(Severity.INFO, 1, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slice("a=b", 1.1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RemedyOptions(0, 0, 0, 0, Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void segmentsComeByTheirHighestScore() {
    assertThat(
            SegmentPriority.of(
                List.of(
                    new Proposal(Action.RETRAIN, "", 9, ""),
                    new Proposal(Action.RELABEL, "a=1", 1, ""),
                    new Proposal(Action.COLLECT_LABELS, "a=1", 3, ""),
                    new Proposal(Action.COLLECT_LABELS, "b=1", 2, "")),
                List.of(
                    new SliceFinding("b=1", 0.2, 0.1, Double.NaN, 1.5, 200),
                    new SliceFinding("a=1", 0.1, 0.3, Double.NaN, 4, 100),
                    new SliceFinding("c=1", 0.1, 0, Double.NaN, 1, 100))))
        .containsExactly(
            new SegmentPriority("a=1", 3, 4, 100, 0.1),
            new SegmentPriority("b=1", 2, 1.5, 200, 0.2));
  }

  @Test
  void anActionOnASegmentIsAskedForOnceInAQuietTime() {
    Proposal north = new Proposal(Action.COLLECT_LABELS, "region=north", 1, "");
    Proposal south = new Proposal(Action.COLLECT_LABELS, "region=south", 1, "");
    PolicyState before = new PolicyState();
    Admission first = Admission.of(before, List.of(north, north), day(0), WEEK);
    assertThat(first.admitted()).containsExactly(north);
    assertThat(before.actions).isEmpty();
    Admission second = Admission.of(first.state(), List.of(north, south), day(6), WEEK);
    assertThat(second.admitted()).containsExactly(south);
    Admission third = Admission.of(second.state(), List.of(north, south), day(7), WEEK);
    assertThat(third.admitted()).containsExactly(north);
  }

  @Test
  void rememberedActionsAreBounded() {
    PolicyState state = new PolicyState();
    for (int day = 0; day < 3; day++) {
      List<Proposal> proposals = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        proposals.add(new Proposal(Action.RELABEL, "s=" + day + "-" + i, 1, ""));
      }
      state = Admission.of(state, proposals, day(day), Duration.ofDays(365)).state();
    }
    assertThat(state.actions).hasSize(Admission.CAPACITY).containsKey("RELABEL/s=2-0");
  }

  private static List<Action> actions(List<Proposal> proposals) {
    return proposals.stream().map(Proposal::action).toList();
  }

  private static List<Proposal> propose(
      boolean riskRose,
      double excess,
      boolean calibrationBroken,
      boolean rankingIntact,
      boolean inputsSteady,
      boolean afterSwap,
      long newLabels,
      SliceFinding... slices) {
    return propose(
        false,
        riskRose,
        excess,
        calibrationBroken,
        rankingIntact,
        inputsSteady,
        afterSwap,
        newLabels,
        slices);
  }

  private static List<Proposal> propose(
      boolean sharesShifted,
      boolean riskRose,
      double excess,
      boolean calibrationBroken,
      boolean rankingIntact,
      boolean inputsSteady,
      boolean afterSwap,
      long newLabels,
      SliceFinding... slices) {
    return Remedies.propose(
        new Findings(
            Severity.WARNING,
            riskRose,
            excess,
            sharesShifted,
            calibrationBroken,
            rankingIntact,
            inputsSteady,
            afterSwap,
            newLabels,
            List.of(slices)),
        OPTIONS);
  }

  private static SliceFinding slice(
      String segment, double share, double excess, double disagreement) {
    return new SliceFinding(segment, share, excess, disagreement, Double.NaN, 0);
  }

  private static Instant day(int day) {
    return Instant.EPOCH.plus(Duration.ofDays(day));
  }
}
