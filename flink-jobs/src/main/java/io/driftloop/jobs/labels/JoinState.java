package io.driftloop.jobs.labels;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import java.util.Arrays;
import java.util.List;

/** Everything that the join knows of one request. An absent part is null. */
public final class JoinState {
  /** What {@link #until} is before anything is kept. */
  static final long NEVER = Long.MIN_VALUE;

  public OpenPrediction champion;
  public OpenPrediction canary;
  public OpenPrediction shadow;

  /** The label that counts. */
  public LabelRow label;

  /** How often the label was corrected after its training example had gone out. */
  public int revision;

  /**
   * When the first label became known, in whose window the outcome counts; the least time where
   * none did, or an earlier release counted it.
   */
  public long countedAt = Long.MIN_VALUE;

  /** When all this is forgotten, in milliseconds of event time. */
  public long until = NEVER;

  OpenPrediction prediction(Variant variant) {
    return switch (variant) {
      case CHAMPION -> champion;
      case CANARY -> canary;
      case SHADOW -> shadow;
    };
  }

  void put(Variant variant, OpenPrediction prediction) {
    switch (variant) {
      case CHAMPION -> champion = prediction;
      case CANARY -> canary = prediction;
      case SHADOW -> shadow = prediction;
    }
  }

  /** The variants of which there is a prediction. */
  List<Variant> variants() {
    return Arrays.stream(Variant.values()).filter(v -> prediction(v) != null).toList();
  }

  /** Whether somebody was answered, rather than only a shadow scored. */
  boolean served() {
    return champion != null || canary != null;
  }
}
