package io.driftloop.jobs.labels;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link JoinState}, with a serialiser of its own. */
public final class JoinStateTypeInfo extends TypeInformation<JoinState> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<JoinState> createSerializer(SerializerConfig config) {
    return new JoinStateSerializer();
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<JoinState> getTypeClass() {
    return JoinState.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof JoinStateTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JoinStateTypeInfo;
  }

  @Override
  public int hashCode() {
    return JoinStateTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "JoinState";
  }
}
