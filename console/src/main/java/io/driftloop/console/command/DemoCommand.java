package io.driftloop.console.command;

import io.driftloop.console.Home;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the whole loop on real data. */
@Command(
    name = "demo",
    description =
        "Starts everything, trains a first model on the electricity market of 1996, replays the"
            + " rest, and shows how the loop keeps the model right.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private StackArguments stack;
  @Mixin private ReplayArguments replay;

  @Override
  public Integer call() throws InterruptedException {
    replay.check();
    Input input = Input.demo(Home.file("config/demo-elec2.yaml")).shuffled(replay.shuffle());
    return new Session(Terminal.of(spec))
        .run(input, stack.directories("demo"), stack.ports(), replay);
  }
}
