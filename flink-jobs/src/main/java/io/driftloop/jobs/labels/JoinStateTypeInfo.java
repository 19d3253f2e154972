package io.driftloop.jobs.labels;

import io.driftloop.jobs.io.OwnTypeInfo;

/** The type of {@link JoinState}, with a serialiser of its own. */
public final class JoinStateTypeInfo extends OwnTypeInfo<JoinState> {
  private static final long serialVersionUID = 1L;

  public JoinStateTypeInfo() {
    super(JoinState.class, new JoinStateSerializer());
  }
}
