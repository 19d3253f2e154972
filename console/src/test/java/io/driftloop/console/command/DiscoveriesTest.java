package io.driftloop.console.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Signal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class DiscoveriesTest {
  private int ids;

  private Signal.Builder signal(String kind, Double pValue) {
    return Signal.newBuilder()
        .setId("id" + ids++)
        .setModel("elec2")
        .setModelVersion("v1")
        .setKind(kind)
        .setWindowStart(0)
        .setWindowEnd(1)
        .setValue(1)
        .setSampleCount(100)
        .setPValue(pValue)
        .setBreached(false);
  }

  @Test
  void onlyTestsOfSingleWindowsAreAskedAboutAndEachOnce() {
    List<Double> asked = new ArrayList<>();
    Discoveries discoveries = new Discoveries(p -> asked.add(p) && p < .01);
    Signal drift = signal("drift", .001).build();
    assertThat(discoveries.test(drift)).isTrue();
    assertThat(discoveries.test(drift)).as("delivered again").isFalse();
    assertThat(discoveries.test(signal("missing-rate", .5).build())).isFalse();
    assertThat(discoveries.test(signal("psi", .001).build())).as("restates drift").isFalse();
    assertThat(discoveries.test(signal("wasserstein", .001).build())).isFalse();
    assertThat(discoveries.test(signal("accuracy", null).build())).as("no test").isFalse();
    Map<String, Double> block = Map.of("windows", 4.0);
    assertThat(discoveries.test(signal("drift", .001).setEvidence(block).build())).isFalse();
    assertThat(asked).containsExactly(.001, .5);
  }

  /** 1,000 signals of which a tenth are of something, in each of 200 runs. */
  @ParameterizedTest
  @EnumSource
  void theShareOfFalseDiscoveriesIsKept(Procedure procedure) {
    Random random = new Random(7);
    int runs = 200;
    double falseShare = 0;
    int found = 0;
    for (int run = 0; run < runs; run++) {
      Discoveries discoveries = new Discoveries(procedure.start(.1));
      int[] discovered = new int[2];
      for (int i = 0; i < 1_000; i++) {
        int drifted = random.nextInt(10) == 0 ? 1 : 0;
        double p = drifted == 1 ? Math.pow(random.nextDouble(), 30) : random.nextDouble();
        discovered[drifted] += discoveries.test(signal("drift", p).build()) ? 1 : 0;
      }
      falseShare += (double) discovered[0] / Math.max(1, discovered[0] + discovered[1]) / runs;
      found += discovered[1];
    }
    assertThat(falseShare).isLessThan(.1);
    assertThat(found / (double) runs).as("of about 100").isGreaterThan(30);
  }

  @Test
  void whatIsNoShareAndNoProcedureIsRefused() {
    assertThat(complaint("--false-discoveries", "2"))
        .startsWith(
            "driftloop: --false-discoveries is 2.0; a share above 0 and below 1 is allowed, such as"
                + " 0.1");
    assertThat(complaint("--false-discoveries", "0.1", "--procedure", "bh"))
        .startsWith(
            "driftloop: --procedure is bh; e-lond, lord++, saffron are allowed, such as e-lond");
    assertThat(complaint("--procedure", "e-lond")).contains("--false-discoveries");
  }

  private static String complaint(String... arguments) {
    CommandLine command = DriftloopCommand.commandLine();
    StringWriter err = new StringWriter();
    command.setErr(new PrintWriter(err));
    List<String> all = new ArrayList<>(List.of("signals", "tail"));
    all.addAll(List.of(arguments));
    assertThat(command.execute(all.toArray(String[]::new))).isEqualTo(DriftloopCommand.USAGE);
    return err.toString();
  }
}
