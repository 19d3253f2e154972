package io.driftloop.console.command;

import io.driftloop.console.Home;
import io.driftloop.console.stack.Directories;
import io.driftloop.console.stack.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where an embedded stack listens and keeps its files. */
final class StackArguments {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where a stack works: topics, checkpoints and models, in a folder named after the command;"
              + " demo and replay start with an empty one, up goes on with what it kept. Default:"
              + " .driftloop beside this program.")
  private Path data;

  @Option(
      names = "--ports",
      paramLabel = "NAME=PORT",
      split = ",",
      description =
          "Ports of kafka, flink and page; 0 for a free one; default:"
              + " kafka=9092,flink=8081,page=8090.")
  private Map<String, Integer> ports = new LinkedHashMap<>();

  Directories directories(String name) {
    Path root = data == null ? Home.file(".driftloop") : data;
    return new Directories(root.resolve(name));
  }

  Ports ports() {
    return Ports.of(ports);
  }
}
