package io.driftloop.jobs.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Keeps what has a wire format of its own in keyed state, as bytes: the format carries its number,
 * so that state survives a change of the class.
 */
public final class Remembered {
  private static final int FIRST_SIZE = 1024;

  private Remembered() {}

  /** Reads a value from its bytes. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /** Writes a value's bytes. */
  @FunctionalInterface
  public interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /**
   * What was written last; empty where nothing was.
   *
   * @throws IOException where the bytes are damaged
   */
  public static <T> Optional<T> read(KeyedStateStore store, String name, Reader<T> reader)
      throws IOException {
    byte[] bytes = state(store, name).value();
    return bytes == null
        ? Optional.empty()
        : Optional.of(reader.read(new DataInputDeserializer(bytes)));
  }

  /** Keeps a value in place of the one before. */
  public static void write(KeyedStateStore store, String name, Writer writer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(FIRST_SIZE);
    writer.write(out);
    state(store, name).update(out.getCopyOfBuffer());
  }

  private static ValueState<byte[]> state(KeyedStateStore store, String name) {
    return store.getState(
        new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }
}
