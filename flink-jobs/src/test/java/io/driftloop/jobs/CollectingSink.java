package io.driftloop.jobs;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Collects records in this JVM exactly once, as a transactional sink does: what was written between
 * two checkpoints counts when the second is complete, and is gone where the job fails before.
 */
public final class CollectingSink<T> implements Sink<T>, SupportsCommitter<String>, Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, List<Object>> PENDING = new ConcurrentHashMap<>();
  private static final Map<String, List<Object>> COMMITTED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  public CollectingSink() {
    COMMITTED.put(id, new CopyOnWriteArrayList<>());
  }

  /** What is committed, in no particular order. */
  @SuppressWarnings("unchecked")
  public List<T> records() {
    return (List<T>) COMMITTED.get(id);
  }

  @Override
  public CommittingSinkWriter<T, String> createWriter(WriterInitContext context) {
    return new Writer<>();
  }

  @Override
  public Committer<String> createCommitter(CommitterInitContext context) {
    return new Commit(id);
  }

  @Override
  public SimpleVersionedSerializer<String> getCommittableSerializer() {
    return new Names();
  }

  private static final class Writer<T> implements CommittingSinkWriter<T, String> {
    private List<Object> open = new ArrayList<>();

    @Override
    public void write(T element, Context context) {
      open.add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<String> prepareCommit() {
      if (open.isEmpty()) {
        return List.of();
      }
      String transaction = UUID.randomUUID().toString();
      PENDING.put(transaction, open);
      open = new ArrayList<>();
      return List.of(transaction);
    }

    @Override
    public void close() {}
  }

  private record Commit(String sink) implements Committer<String> {
    @Override
    public void commit(Collection<CommitRequest<String>> requests) {
      for (CommitRequest<String> request : requests) {
        List<Object> records = PENDING.remove(request.getCommittable());
        if (records == null) {
          request.signalAlreadyCommitted();
        } else {
          COMMITTED.get(sink).addAll(records);
        }
      }
    }

    @Override
    public void close() {}
  }

  private static final class Names implements SimpleVersionedSerializer<String> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(String name) {
      return name.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
