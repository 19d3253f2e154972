package io.driftloop.console.command;

import io.driftloop.schemas.Signal;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which signals to show as discoveries, where there are too many to look at all. */
final class DiscoveryArguments {
  @Option(
      names = "--false-discoveries",
      paramLabel = "SHARE",
      required = true,
      description =
          "Only discoveries, such that at most this share of them is expected to be false, over all"
              + " features, segments and models; such as 0.1.")
  private double share;

  @Option(
      names = "--procedure",
      paramLabel = "NAME",
      defaultValue = "e-lond",
      description =
          "How discoveries are chosen: e-lond, whatever tests have in common; lord++ or saffron,"
              + " which find more where tests are independent; default: ${DEFAULT-VALUE}.")
  private String procedure;

  /**
   * A filter of signals in the order in which they come.
   *
   * @throws ParameterException where the share or the procedure is none
   */
  Predicate<Signal> filter(CommandLine commandLine) {
    if (!(share > 0 && share < 1)) {
      throw new ParameterException(
          commandLine,
          "--false-discoveries is %s; a share above 0 and below 1 is allowed, such as 0.1"
              .formatted(share));
    }
    Procedure chosen =
        Arrays.stream(Procedure.values())
            .filter(known -> known.label().equals(procedure))
            .findFirst()
            .orElseThrow(() -> new ParameterException(commandLine, unknown()));
    return new Discoveries(chosen.start(share));
  }

  private String unknown() {
    return "--procedure is %s; %s are allowed, such as e-lond"
        .formatted(
            procedure,
            Arrays.stream(Procedure.values())
                .map(Procedure::label)
                .collect(Collectors.joining(", ")));
  }
}
