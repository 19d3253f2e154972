package io.driftloop.serving;

import java.util.List;
import java.util.Map;

/**
 * Rows with the segments that they are of.
 *
 * @param values raw features of training rows, or class probabilities of others
 * @param segments name to value, one map a row
 * @param times event times in milliseconds since 1970-01-01T00:00Z, one a row
 */
@SuppressWarnings("ArrayRecordComponent") // Rows are never compared; millions of boxes otherwise.
public record SegmentRows(float[][] values, List<Map<String, String>> segments, long[] times) {

  public SegmentRows {
    if (segments.size() != values.length || times.length != values.length) {
      throw new IllegalArgumentException(
          "%d segments and %d times of %d rows"
              .formatted(segments.size(), times.length, values.length));
    }
  }
}
