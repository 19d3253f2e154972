package io.driftloop.benchmarks.streaming;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Times a bounded job in this JVM from its first record in to the end of its last sink, without the
 * start and stop of a cluster. One job at a time.
 */
final class RunClock {
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();
  private static final AtomicLong WRITTEN = new AtomicLong();

  private RunClock() {}

  static void reset() {
    FIRST.set(Long.MAX_VALUE);
    LAST.set(Long.MIN_VALUE);
    WRITTEN.set(0);
  }

  /** Starts the clock, where no other task did. */
  static void start() {
    FIRST.accumulateAndGet(System.nanoTime(), Math::min);
  }

  /** From the first record in to the end of the last sink, in seconds. */
  static double seconds() {
    return (LAST.get() - FIRST.get()) / 1e9;
  }

  /** Records that reached a {@link #sink}. */
  static long written() {
    return WRITTEN.get();
  }

  /** The same stream, whose first record starts the clock. */
  static <T> DataStream<T> started(DataStream<T> stream, TypeInformation<T> type) {
    return stream.filter(new Start<T>()).returns(type).uid("clock").name("clock");
  }

  /** Counts and discards; its end stops the clock. */
  static <T> Sink<T> sink() {
    return new Discard<>();
  }

  /** The same sink, whose end stops the clock. It must need no transactions. */
  static <T> Sink<T> timed(Sink<T> sink) {
    return new Timed<>(sink);
  }

  private record Timed<T>(Sink<T> sink) implements Sink<T> {
    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
      return new TimedWriter<>(sink.createWriter(context));
    }
  }

  private record TimedWriter<T>(SinkWriter<T> writer) implements SinkWriter<T> {
    @Override
    public void write(T record, Context context) throws IOException, InterruptedException {
      writer.write(record, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
      if (endOfInput) {
        LAST.accumulateAndGet(System.nanoTime(), Math::max);
      }
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }

  private static final class Start<T> extends RichFilterFunction<T> {
    private static final long serialVersionUID = 1L;
    private transient boolean started;

    @Override
    public boolean filter(T record) {
      if (!started) {
        started = true;
        start();
      }
      return true;
    }
  }

  private static final class Discard<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new Writer<>();
    }
  }

  private static final class Writer<T> implements SinkWriter<T> {
    private long written;

    @Override
    public void write(T record, Context context) {
      written++;
    }

    @Override
    public void flush(boolean endOfInput) {
      if (endOfInput) {
        LAST.accumulateAndGet(System.nanoTime(), Math::max);
      }
    }

    @Override
    public void close() {
      WRITTEN.addAndGet(written);
    }
  }
}
