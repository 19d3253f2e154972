package io.driftloop.jobs.profile;

import io.driftloop.signals.monitor.CoverageProfile;
import io.driftloop.signals.monitor.OutcomeProfile;
import io.driftloop.signals.monitor.PredictionProfile;
import io.driftloop.signals.profile.Profile;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * The rows of one model version in one window, or a part of them, summarised. This is all that
 * travels of them, so traffic between tasks does not grow with the rows.
 */
@TypeInfo(PaneProfileTypeInfoFactory.class)
public final class PaneProfile {
  private final String model;
  private final String version;
  private final String variant;
  private final String segment;
  private final long start;
  private final Profile<?> profile;

  /**
   * All rows of the version.
   *
   * @param variant the name of the version's role, as {@link io.driftloop.schemas.Variant} has it
   * @param start start of the window, in milliseconds since 1970-01-01T00:00Z
   */
  public PaneProfile(String model, String version, String variant, long start, Profile<?> profile) {
    this(model, version, variant, "", start, profile);
  }

  /**
   * The rows of one segment.
   *
   * @param segment as name=value; empty for all rows
   */
  public PaneProfile(
      String model,
      String version,
      String variant,
      String segment,
      long start,
      Profile<?> profile) {
    this.model = model;
    this.version = version;
    this.variant = variant;
    this.segment = segment;
    this.start = start;
    this.profile = profile;
  }

  public String model() {
    return model;
  }

  public String version() {
    return version;
  }

  public String variant() {
    return variant;
  }

  /** The segment as name=value; empty for all rows. */
  public String segment() {
    return segment;
  }

  public long start() {
    return start;
  }

  public Profile<?> profile() {
    return profile;
  }

  /** Of whom signals tell: model, version and variant. */
  Tuple3<String, String, String> owner() {
    return Tuple3.of(model, version, variant);
  }

  /**
   * By what panes come together: model, version, and variant with the segment behind it. So the key
   * of all rows is what it was before there were segments, and old state is restored.
   */
  public Tuple3<String, String, String> key() {
    return Tuple3.of(model, version, segment.isEmpty() ? variant : variant + "/" + segment);
  }

  /**
   * Takes the rows of another part of the same window into this.
   *
   * @return this
   */
  public PaneProfile merge(PaneProfile other) {
    if (profile instanceof PredictionProfile mine
        && other.profile instanceof PredictionProfile others) {
      mine.merge(others);
    } else if (profile instanceof OutcomeProfile mine
        && other.profile instanceof OutcomeProfile others) {
      mine.merge(others);
    } else if (profile instanceof CoverageProfile mine
        && other.profile instanceof CoverageProfile others) {
      mine.merge(others);
    } else {
      throw new IllegalStateException("profiles of different kinds do not merge");
    }
    return this;
  }
}
