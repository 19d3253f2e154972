package io.driftloop.jobs;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Passes records on, and fails the job once, when the operators before it have given away what they
 * hold for a checkpoint and the barrier has not passed yet.
 */
public final class FailBeforeBarrier<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {
  private static final long serialVersionUID = 1L;
  private static final Map<String, Boolean> FAILED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private transient boolean checkpointed;
  private transient int recordsSince;

  /** Puts it into the task of the operator before. */
  public DataStream<T> behind(DataStream<T> stream, String uid) {
    return stream.transform(uid, stream.getType(), this).uid(uid);
  }

  public boolean failed() {
    return FAILED.containsKey(id);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    recordsSince++;
    output.collect(element);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    if (checkpointed && recordsSince > 0 && FAILED.put(id, true) == null) {
      throw new IllegalStateException("the failure that the test wants");
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    checkpointed = true;
    recordsSince = 0;
  }
}
