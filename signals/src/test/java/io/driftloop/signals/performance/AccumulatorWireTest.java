package io.driftloop.signals.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.fairness.GroupOutcomes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccumulatorWireTest {
  private interface Writer {
    void write(DataOutput out) throws IOException;
  }

  private interface Reader {
    Writer read(DataInput in) throws IOException;
  }

  @Test
  void whatIsWrittenIsReadAndWhatIsCutIsRefused() throws IOException {
    ConfusionMatrix matrix = new ConfusionMatrix(3);
    matrix.add(1, 2);
    BinaryScores scores = new BinaryScores();
    scores.add(0.3, true);
    BoundedLoss loss = new BoundedLoss();
    loss.add(0.7);
    GroupOutcomes outcomes = new GroupOutcomes();
    outcomes.add(true, GroupOutcomes.Label.POSITIVE);
    check(matrix::write, in -> ConfusionMatrix.read(in)::write);
    check(scores::write, in -> BinaryScores.read(in)::write);
    check(loss::write, in -> BoundedLoss.read(in)::write);
    check(outcomes::write, in -> GroupOutcomes.read(in)::write);
  }

  private static void check(Writer writer, Reader reader) throws IOException {
    byte[] bytes = bytes(writer);
    assertThat(bytes(reader.read(input(bytes)))).isEqualTo(bytes);
    for (int length = 0; length < bytes.length; length += 1 + length / 8) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> reader.read(input(cut))).isInstanceOf(IOException.class);
    }
    bytes[0] = 9;
    assertThatThrownBy(() -> reader.read(input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("format 9 is unknown");
  }

  private static byte[] bytes(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writer.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
