package io.driftloop.retrain;

import io.driftloop.config.Options;
import io.driftloop.serving.Embedding;
import io.driftloop.signals.monitor.SegmentSettings;

/**
 * What a version's reference holds beside the profiles that each has.
 *
 * @param season the cycle by which it is kept apart
 * @param embedding the inner representation whose outliers are to be known
 * @param sketches whether it has sketches of the features
 * @param segments segments that get a reference of their own
 */
public record ReferenceSettings(
    ReferenceSeason season, Embedding embedding, boolean sketches, SegmentSettings segments) {
  /** Nothing. */
  public static final ReferenceSettings PLAIN =
      new ReferenceSettings(ReferenceSeason.NONE, Embedding.NONE, false, SegmentSettings.none());

  static ReferenceSettings of(Options options) {
    return new ReferenceSettings(
        options.get(RetrainOptions.SEASON),
        options.get(RetrainOptions.EMBEDDING),
        options.get(RetrainOptions.SKETCHES),
        new SegmentSettings(
            options.get(RetrainOptions.SEGMENTS), options.get(RetrainOptions.SEGMENT_VALUES)));
  }
}
