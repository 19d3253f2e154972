package io.driftloop.console.command;

import io.driftloop.console.stack.FirstModel;
import io.driftloop.serving.ModelCard;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives a running stack its first version of a model. */
@Command(
    name = "train",
    description =
        "Trains version 1 on the first rows of a labelled CSV file, stores it and makes it"
            + " champion in a running stack.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelsArguments models;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      required = true,
      description = "The rows, with a header line; plain or gzip.")
  private Path csv;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "What the columns are; keys: docs/configuration.md.")
  private Path config;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "The Kafka of the stack; default: ${DEFAULT-VALUE}.")
  private String bootstrapServers;

  @Override
  public Integer call() {
    Input input = Input.of(csv, config);
    ModelCard card =
        FirstModel.publish(input.data(), models.directory(), bootstrapServers, input.loop());
    Terminal.of(spec)
        .happened(
            String.format(
                Locale.ROOT,
                "%s %s: accuracy %.3f on held-back rows; it serves",
                card.model(),
                card.version(),
                card.metrics().get("accuracy")));
    return CommandLine.ExitCode.OK;
  }
}
