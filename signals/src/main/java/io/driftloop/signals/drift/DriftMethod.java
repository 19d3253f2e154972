package io.driftloop.signals.drift;

/** The statistics that compare a window with a reference, by the names of the field. */
public enum DriftMethod {
  PSI("psi"),
  KULLBACK_LEIBLER("kl"),
  JENSEN_SHANNON("jensen-shannon"),
  HELLINGER("hellinger"),
  TOTAL_VARIATION("total-variation"),
  L_INFINITY("l-infinity"),
  CHI_SQUARED("chi-squared"),
  G("g"),
  KOLMOGOROV_SMIRNOV("kolmogorov-smirnov"),
  WASSERSTEIN("wasserstein"),
  MMD("mmd"),
  CORRELATION("correlation"),
  RATE("rate"),
  PERMUTATION("permutation");

  private final String wireName;

  DriftMethod(String wireName) {
    this.wireName = wireName;
  }

  /** The name in configuration, records and metrics. */
  public String wireName() {
    return wireName;
  }
}
