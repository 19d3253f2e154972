package io.driftloop.signals.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.fairness.GroupOutcomes;
import io.driftloop.signals.fairness.GroupOutcomes.Label;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomeGroupsTest {
  private static OutcomeGroups read(byte[] bytes) throws IOException {
    return OutcomeGroups.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  @Test
  void whatWasContradictedIsMergedWrittenAndRead() throws IOException {
    OutcomeGroups groups = new OutcomeGroups();
    groups.add("region=north", true, Label.POSITIVE, true);
    groups.contradict("region=north");
    OutcomeGroups other = new OutcomeGroups();
    other.contradict("region=north");
    groups.merge(other);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    groups.write(new DataOutputStream(bytes));
    OutcomeGroups.Group north = read(bytes.toByteArray()).find("region=north").orElseThrow();
    assertThat(north.contradicted()).isEqualTo(2);
    assertThat(north.hits()).isEqualTo(1);
    assertThat(north.rows()).isEqualTo(1);
  }

  @Test
  void readsTheFormatBeforeThatDidNotCountContradictions() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    GroupOutcomes outcomes = new GroupOutcomes();
    outcomes.add(true, Label.POSITIVE);
    out.writeByte(1);
    out.writeInt(1);
    out.writeUTF("region=north");
    out.writeLong(1);
    outcomes.write(out);
    OutcomeGroups.Group north = read(bytes.toByteArray()).find("region=north").orElseThrow();
    assertThat(north.rows()).isEqualTo(1);
    assertThat(north.contradicted()).isZero();
  }

  @Test
  void refusesAFormatOfALaterRelease() {
    assertThatThrownBy(() -> read(new byte[] {3}))
        .isInstanceOf(IOException.class)
        .hasMessage("outcome groups format 3 is unknown");
  }
}
