package io.driftloop.benchmarks.streaming;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.RichFilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Holds a stream back after its first record until that has come out at the end, and starts the
 * clock then: by that time the model is loaded. For a job of parallelism 1, one at a time.
 */
final class StartGate {
  private static volatile CountDownLatch gate = new CountDownLatch(1);

  private StartGate() {}

  static void close() {
    gate = new CountDownLatch(1);
  }

  static <T> DataStream<T> held(DataStream<T> stream, TypeInformation<T> type) {
    return stream.filter(new Held<T>()).returns(type).uid("gate").name("gate");
  }

  static <T> Sink<T> opening(Sink<T> sink) {
    return new Opening<>(sink);
  }

  private static final class Held<T> extends RichFilterFunction<T> {
    private static final long serialVersionUID = 1L;
    private transient long passed;

    @Override
    public boolean filter(T record) throws InterruptedException {
      passed++;
      if (passed == 2) {
        gate.await();
        RunClock.start();
      }
      return true;
    }
  }

  private record Opening<T>(Sink<T> sink) implements Sink<T> {
    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
      return new OpeningWriter<>(sink.createWriter(context));
    }
  }

  private record OpeningWriter<T>(SinkWriter<T> writer) implements SinkWriter<T> {
    @Override
    public void write(T record, Context context) throws IOException, InterruptedException {
      writer.write(record, context);
      gate.countDown();
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
      writer.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
      writer.close();
    }
  }
}
