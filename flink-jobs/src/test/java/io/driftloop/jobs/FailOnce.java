package io.driftloop.jobs;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Passes records on, and fails the job once, on a record some time after a checkpoint. */
public final class FailOnce<T> extends RichMapFunction<T, T> implements CheckpointListener {
  private static final long serialVersionUID = 1L;
  private static final int RECORDS_AFTER_CHECKPOINT = 5;
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private transient boolean checkpointed;
  private transient int records;

  public DataStream<T> on(DataStream<T> stream, String uid) {
    return stream.map(this).returns(stream.getType()).setParallelism(1).uid(uid);
  }

  public boolean failed() {
    return FAILED.containsKey(id);
  }

  @Override
  public T map(T value) {
    if (checkpointed && ++records >= RECORDS_AFTER_CHECKPOINT && FAILED.put(id, true) == null) {
      throw new IllegalStateException("the failure that the test wants");
    }
    return value;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    checkpointed = true;
  }
}
