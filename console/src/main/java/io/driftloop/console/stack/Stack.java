package io.driftloop.console.stack;

import io.driftloop.config.Options;
import io.driftloop.console.ConsoleException;
import io.driftloop.console.page.LoopView;
import io.driftloop.console.page.PageServer;
import io.driftloop.console.page.TopicFeed;
import io.driftloop.jobs.mapping.SourceOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole loop in one process: Kafka, its topics, Flink with the four jobs, the worker and the
 * page. Stops in the opposite order. When one part fails, all of it is told to whoever asks for
 * {@link #requireHealthy}: half a loop is worse than none.
 */
public final class Stack implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Stack.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final CountDownLatch failed = new CountDownLatch(1);
  private final Directories directories;
  private final EmbeddedKafka kafka;
  private final Options options;
  private final LoopView view = new LoopView();
  private EmbeddedWorker worker;

  private Stack(Directories directories, Ports ports, Options configured) {
    this.directories = directories;
    this.kafka = EmbeddedKafka.start(directories.kafka(), ports.kafka());
    parts.push(kafka);
    this.options = LoopOptions.complete(configured, kafka.bootstrapServers(), directories);
  }

  /**
   * Starts everything; takes some seconds.
   *
   * @param loop options of the jobs and of the worker, as {@link LoopOptions#check} accepts them
   * @throws ConsoleException where something cannot be started; nothing runs then
   */
  public static Stack start(Directories directories, Ports ports, Options loop) {
    return start(
        directories,
        ports,
        loop,
        stack -> {
          new EmbeddedJobs(stack.startFlink(ports, EmbeddedJobs.ALL), stack.options).submitAll();
          stack.startWorker();
        });
  }

  /**
   * Starts all but the scoring job and the worker, for a model that runs elsewhere. The topics that
   * it writes are created like ours.
   *
   * @param loop options of the jobs, with the mappings of the predictions and labels
   * @param beforeJobs publishes the version that the mappings are checked against
   * @throws ConsoleException where something cannot be started; nothing runs then
   */
  public static Stack startMonitorOnly(
      Directories directories, Ports ports, Options loop, Consumer<Stack> beforeJobs) {
    return start(
        directories,
        ports,
        loop,
        stack -> {
          TopicSetup.createMissing(
              stack.bootstrapServers(),
              Set.of(
                  loop.get(SourceOptions.PREDICTIONS.topic()),
                  loop.get(SourceOptions.LABELS.topic())));
          beforeJobs.accept(stack);
          new EmbeddedJobs(stack.startFlink(ports, EmbeddedJobs.MONITORING), stack.options)
              .submitMonitoring();
        });
  }

  private static Stack start(
      Directories directories, Ports ports, Options loop, Consumer<Stack> processing) {
    StartupChecks.require(directories, ports);
    directories.create();
    Stack stack = new Stack(directories, ports, LoopOptions.check(loop));
    try {
      TopicSetup.createMissing(stack.bootstrapServers());
      processing.accept(stack);
      stack.startPage(ports);
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private EmbeddedFlink startFlink(Ports ports, int jobs) {
    EmbeddedFlink flink = EmbeddedFlink.start(directories.flink(), ports.flink(), jobs, this::fail);
    parts.push(flink);
    return flink;
  }

  private void startWorker() {
    worker = new EmbeddedWorker(options, this::fail);
  }

  private void startPage(Ports ports) {
    parts.push(new TopicFeed(bootstrapServers(), view).start());
    URI flink = URI.create("http://127.0.0.1:" + ports.flink());
    parts.push(PageServer.start(PageServer.LOCAL, ports.page(), Optional.of(flink), view));
  }

  /** Stops the worker, whatever it is doing, and starts another, as after a crash. */
  public void restartWorker() {
    worker.close();
    startWorker();
  }

  private void fail(String what) {
    LOG.error("the stack failed: {}", what);
    failure.compareAndSet(null, what);
    failed.countDown();
  }

  /**
   * Makes sure that all parts still run.
   *
   * @throws ConsoleException naming the first that failed
   */
  public void requireHealthy() {
    if (failure.get() != null) {
      throw new ConsoleException(failure.get());
    }
  }

  /**
   * Waits until a part fails.
   *
   * @throws ConsoleException then
   * @throws InterruptedException where this thread is interrupted before
   */
  public void awaitFailure() throws InterruptedException {
    failed.await();
    requireHealthy();
  }

  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  public Directories directories() {
    return directories;
  }

  /** What the page shows. */
  public LoopView view() {
    return view;
  }

  /** The options that the jobs and the worker run with. */
  public Options options() {
    return options;
  }

  @Override
  public synchronized void close() {
    if (worker != null) {
      worker.close();
    }
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
