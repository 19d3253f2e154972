package io.driftloop.benchmarks.faults;

import io.driftloop.console.stack.EmbeddedKafka;
import io.driftloop.console.stack.TopicSetup;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker as a program of its own: what a fault can take away. */
public final class BrokerMain {
  static final String READY = "the broker is ready";

  private BrokerMain() {}

  /** Takes the data's directory and the port. */
  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedKafka kafka =
        EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    TopicSetup.createMissing(kafka.bootstrapServers());
    System.out.println(READY);
    new CountDownLatch(1).await();
  }
}
