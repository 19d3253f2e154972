package io.driftloop.jobs.profile;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link PaneProfile}, with a serialiser of its own. */
public final class PaneProfileTypeInfo extends TypeInformation<PaneProfile> {
  private static final long serialVersionUID = 1L;

  @Override
  public TypeSerializer<PaneProfile> createSerializer(SerializerConfig config) {
    return new PaneProfileSerializer();
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
  public Class<PaneProfile> getTypeClass() {
    return PaneProfile.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof PaneProfileTypeInfo;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PaneProfileTypeInfo;
  }

  @Override
  public int hashCode() {
    return PaneProfileTypeInfo.class.hashCode();
  }

  @Override
  public String toString() {
    return "PaneProfile";
  }
}
