package io.driftloop.retrain;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.serving.dl4j.Backend;
import java.nio.file.Path;
import java.util.Set;

/** Runs a retrain worker as a program of its own, from a YAML file. */
public final class RetrainWorkerMain {
  private RetrainWorkerMain() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (ConfigException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private static void run(String[] arguments) {
    if (arguments.length != 1) {
      throw new ConfigException("give one argument: the configuration file");
    }
    Options options = Options.load(Path.of(arguments[0]));
    options.requireKnown(RetrainOptions.ALL, Set.of());
    options.get(Backend.OPTION).require();
    RetrainWorker worker = RetrainWorkers.create(options);
    Thread main = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(worker, main)));
    worker.run();
  }

  private static void stop(RetrainWorker worker, Thread main) {
    worker.close();
    try {
      main.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
