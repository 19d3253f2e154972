package io.driftloop.jobs.profile;

import io.driftloop.jobs.io.OwnTypeInfo;

/** The type of {@link PaneProfile}, with a serialiser of its own. */
public final class PaneProfileTypeInfo extends OwnTypeInfo<PaneProfile> {
  private static final long serialVersionUID = 1L;

  public PaneProfileTypeInfo() {
    super(PaneProfile.class, new PaneProfileSerializer());
  }
}
