package io.driftloop.jobs.profile;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Tells Flink how {@link PaneProfile} is serialised. */
public final class PaneProfileTypeInfoFactory extends TypeInfoFactory<PaneProfile> {

  @Override
  public TypeInformation<PaneProfile> createTypeInfo(
      Type type, Map<String, TypeInformation<?>> parameters) {
    return new PaneProfileTypeInfo();
  }
}
