package io.driftloop.benchmarks.streaming;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** When a sink had so and so many records, for a stream that never ends. One job at a time. */
final class Milestones {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final AtomicLong COUNT = new AtomicLong();
  private static final CountDownLatch DONE = new CountDownLatch(1);
  private static volatile long start;
  private static volatile long first;
  private static volatile long warm;
  private static volatile long end;
  private static volatile long warmCpu;
  private static volatile long endCpu;

  private final long from;
  private final long to;

  /**
   * @param from records after which the clock starts
   * @param to records at which it stops
   */
  Milestones(double from, long to) {
    this.from = (long) from;
    this.to = to;
    start = System.nanoTime();
  }

  <T> Sink<T> sink() {
    return new Counting<>(from, to);
  }

  /** Waits for the last one. */
  void await() throws InterruptedException {
    DONE.await();
  }

  double seconds() {
    return (end - warm) / 1e9;
  }

  /**
   * Seconds of all cores together that this process took meanwhile, whatever else ran beside it.
   */
  double cpuSeconds() {
    return (endCpu - warmCpu) / 1e9;
  }

  /** From the start to the first record. */
  double secondsToFirst() {
    return (first - start) / 1e9;
  }

  private static final class Counting<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;
    private final long from;
    private final long to;

    Counting(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new Writer<>(from, to);
    }
  }

  private record Writer<T>(long from, long to) implements SinkWriter<T> {
    @Override
    public void write(T record, Context context) {
      long count = COUNT.incrementAndGet();
      if (count == 1) {
        first = System.nanoTime();
      }
      if (count == from) {
        warm = System.nanoTime();
        warmCpu = SYSTEM.getProcessCpuTime();
      } else if (count == to) {
        end = System.nanoTime();
        endCpu = SYSTEM.getProcessCpuTime();
        DONE.countDown();
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
