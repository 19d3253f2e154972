package io.driftloop.schemas.codec;

import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Random rows that reach the corners: empty, long and non-ASCII texts, NaN, infinities. */
final class Rows {
  private static final String[] PIECES = {
    "a", "Zürich", "δ", "漢字", "🙂", " ", "\u0000", "0123456789"
  };
  private static final float[] CORNERS = {
    0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, 1e30f
  };

  private Rows() {}

  static RequestRow request(Random random) {
    RequestRow row = new RequestRow();
    row.id = text(random);
    row.model = text(random);
    row.eventTime = number(random);
    row.features = floats(random);
    row.segments = segments(random);
    return row;
  }

  static PredictionRow prediction(Random random) {
    PredictionRow row = new PredictionRow();
    row.id = text(random);
    row.model = text(random);
    row.modelVersion = text(random);
    row.variant = Variant.values()[random.nextInt(Variant.values().length)];
    row.eventTime = number(random);
    row.features = floats(random);
    row.segments = segments(random);
    row.scores = floats(random);
    row.embedding = random.nextBoolean() ? floats(random) : null;
    row.latencyMicros = number(random);
    return row;
  }

  static LabelRow label(Random random) {
    LabelRow row = new LabelRow();
    row.id = text(random);
    row.model = text(random);
    row.label = text(random);
    row.labeler = text(random);
    row.knownAt = number(random);
    return row;
  }

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(20) == 0 ? 300 : 4); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  static long number(Random random) {
    return random.nextLong() >> random.nextInt(64);
  }

  static float[] floats(Random random) {
    float[] values = new float[random.nextInt(random.nextInt(20) == 0 ? 500 : 10)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          random.nextInt(4) == 0
              ? CORNERS[random.nextInt(CORNERS.length)]
              : (float) random.nextGaussian();
    }
    return values;
  }

  private static Map<String, String> segments(Random random) {
    Map<String, String> segments = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      segments.put(text(random), text(random));
    }
    return segments;
  }
}
