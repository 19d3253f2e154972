package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;

/** Parts what a source read into rows, which go on, and dead letters, which leave sideways. */
public final class Rejections<R> extends ProcessFunction<Either<DeadLetter, R>, R> {
  private static final long serialVersionUID = 1L;

  private transient DeadLetterReport deadLetters;

  private Rejections() {}

  /**
   * The rows of a source; its dead letters are in the side output {@link DeadLetters#TAG}.
   *
   * @param name uid and name of the operator
   */
  public static <R> SingleOutputStreamOperator<R> split(
      DataStream<Either<DeadLetter, R>> source, RecordKind<R> kind, String name) {
    return source
        .process(new Rejections<R>(), kind.type())
        .uid(name)
        .name(name)
        .setParallelism(source.getParallelism());
  }

  @Override
  public void open(OpenContext context) {
    deadLetters = new DeadLetterReport(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Either<DeadLetter, R> record, Context context, Collector<R> out) {
    if (record.isRight()) {
      out.collect(record.right());
    } else {
      deadLetters.tell(record.left());
      context.output(DeadLetters.TAG, record.left());
    }
  }
}
