package io.driftloop.signals.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.signals.signature.Signature.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureRulesTest {
  private static final Figure QUIET_INPUT = figure("psi", 0.01, Double.NaN, 0.2, false);
  private static final Figure QUIET_OUTPUT = figure("confidence", 0.9, 0.9, 0.8, false);
  private static final Figure WORSE = figure("accuracy", 0.7, 0.9, 0.87, true);

  @Test
  void aHealthyWindowHasNoSignature() {
    assertThat(SignatureRules.match(List.of())).isEmpty();
    assertThat(SignatureRules.match(List.of(QUIET_INPUT, QUIET_OUTPUT))).isEmpty();
  }

  @Test
  void burstOfUnknownRows() {
    assertName(Name.OUT_OF_DISTRIBUTION_BURST, figure("ood-rate", 0.3, 0.01, 0.05, true));
    assertNone(figure("ood-rate", 0.03, 0.01, 0.05, false));
    assertNone(figure("ood-rate", 0.0, 0.1, 0.05, true));
  }

  @Test
  void confidenceCollapsesInBothDirections() {
    Signature unsure =
        assertName(Name.CONFIDENCE_COLLAPSE, figure("confidence", 0.5, 0.9, 0.8, true));
    assertThat(unsure.sentence())
        .isEqualTo(
            "The model is less sure of its answers than it was:"
                + " confidence is 0.5000, reference 0.9000, threshold 0.8000.");
    assertThat(
            assertName(Name.CONFIDENCE_COLLAPSE, figure("entropy", 0.1, 0.5, 0.4, true)).sentence())
        .startsWith("The model is surer");
    assertName(Name.CONFIDENCE_COLLAPSE, figure("margin", 0.1, 0.5, 0.4, true));
    assertName(Name.CONFIDENCE_COLLAPSE, figure("entropy", 0.9, 0.5, 0.6, true));
  }

  @Test
  void classesCollapse() {
    assertName(Name.CLASS_COLLAPSE, figure("class-entropy", 0.05, 0.9, 0.7, true));
    assertNone(figure("class-entropy", 0.95, 0.5, 0.6, true));
  }

  @Test
  void burstOfMissingValuesNamesTheFirstFeatures() {
    List<Figure> window = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      window.add(new Figure("missing-rate", "f" + i, 0.5, 0.0, 0.02, true, "s" + i));
    }
    Signature found = SignatureRules.nullBurst(window).orElseThrow();
    assertThat(found.sentence())
        .startsWith("Values are missing that used to be there: missing-rate of f0 is 0.5000")
        .endsWith("; and 2 more.")
        .doesNotContain("f3");
    assertThat(found.evidence()).containsExactly("s0", "s1", "s2", "s3", "s4");
  }

  @Test
  void labelsShift() {
    assertName(Name.LABEL_SHIFT, figure("label-shift", 0.4, Double.NaN, 0.1, true));
  }

  @Test
  void conceptDriftIsARiseOfRiskUnderSteadyInputsAndScores() {
    Signature found =
        SignatureRules.conceptDrift(List.of(QUIET_INPUT, QUIET_OUTPUT, WORSE)).orElseThrow();
    assertThat(found.evidence()).containsExactly("id-accuracy");
    assertThat(SignatureRules.conceptDrift(List.of(WORSE))).as("nothing watched").isEmpty();
    assertThat(SignatureRules.conceptDrift(List.of(WORSE, QUIET_INPUT))).isEmpty();
    Figure moved = figure("psi", 0.5, Double.NaN, 0.2, true);
    assertThat(SignatureRules.conceptDrift(List.of(WORSE, QUIET_INPUT, QUIET_OUTPUT, moved)))
        .isEmpty();
    Figure sound = figure("accuracy", 0.9, 0.9, 0.87, false);
    assertThat(SignatureRules.conceptDrift(List.of(sound, QUIET_INPUT, QUIET_OUTPUT))).isEmpty();
    Figure estimated = figure("estimated-accuracy", 0.7, 0.9, 0.87, true);
    assertThat(SignatureRules.conceptDrift(List.of(estimated, QUIET_INPUT, QUIET_OUTPUT)))
        .as("estimates are blind to it")
        .isEmpty();
  }

  @Test
  void latency() {
    assertName(Name.LATENCY, figure("latency", 900, 100, 500, true));
  }

  @Test
  void severalSignaturesComeInTheirOrder() {
    List<Figure> window =
        List.of(
            figure("latency", 900, 100, 500, true),
            figure("class-entropy", 0.05, 0.9, 0.7, true),
            figure("ood-rate", 0.3, 0.01, 0.05, true));
    assertThat(SignatureRules.match(window))
        .extracting(Signature::name)
        .containsExactly(Name.OUT_OF_DISTRIBUTION_BURST, Name.CLASS_COLLAPSE, Name.LATENCY);
  }

  @Test
  void anyFiguresHaveAnAnswer() {
    String[] kinds = {
      "psi",
      "ood-rate",
      "confidence",
      "margin",
      "entropy",
      "class-entropy",
      "missing-rate",
      "label-shift",
      "accuracy",
      "estimated-accuracy",
      "latency",
      "of a later release"
    };
    double[] values = {Double.NaN, Double.POSITIVE_INFINITY, -1e308, 1e308, 0, 0.5};
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Figure> window = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        window.add(
            figure(
                kinds[random.nextInt(kinds.length)],
                values[random.nextInt(values.length)],
                values[random.nextInt(values.length)],
                values[random.nextInt(values.length)],
                random.nextBoolean()));
      }
      assertThat(SignatureRules.match(window))
          .as("seed %d", seed)
          .allSatisfy(
              found -> {
                assertThat(found.sentence()).isNotBlank();
                assertThat(found.evidence()).isNotEmpty();
              });
    }
  }

  private static Signature assertName(Name name, Figure figure) {
    List<Signature> found = SignatureRules.match(List.of(figure));
    assertThat(found).extracting(Signature::name).containsExactly(name);
    assertThat(found.get(0).evidence()).containsExactly(figure.signalId());
    return found.get(0);
  }

  private static void assertNone(Figure figure) {
    assertThat(SignatureRules.match(List.of(figure))).isEmpty();
  }

  private static Figure figure(
      String kind, double value, double reference, double threshold, boolean breached) {
    return new Figure(kind, "", value, reference, threshold, breached, "id-" + kind);
  }
}
