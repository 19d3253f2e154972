package io.driftloop.benchmarks.faults;

import io.driftloop.console.replay.ReplayRow;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.RequestRowCodec;
import io.driftloop.schemas.row.RequestRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A record that nobody can use, each with bytes of its own. */
record Garbage(String topic, long time, byte[] payload) {
  private static final int EVERY = 10;
  private static final int KINDS = 4;

  static boolean follows(ReplayRow row) {
    return row.index() % EVERY == 0;
  }

  /**
   * One after a row: in turn no record at all on either topic, a row of a wrong width, and one
   * whose clock is a year ahead.
   */
  static Garbage after(ReplayRow row, RequestRow request) {
    byte[] noise = ("garbage " + row.index()).getBytes(StandardCharsets.UTF_8);
    return switch (row.index() / EVERY % KINDS) {
      case 0 -> new Garbage(Topics.INFERENCE_REQUESTS, row.eventTime(), noise);
      case 1 -> new Garbage(Topics.LABELS, row.eventTime(), noise);
      case 2 -> {
        RequestRow wide = copy(request, row.eventTime());
        wide.features = new float[] {1, 2, 3, 4, 5, 6, 7};
        yield of(wide);
      }
      default -> of(copy(request, System.currentTimeMillis() + Duration.ofDays(365).toMillis()));
    };
  }

  private static RequestRow copy(RequestRow request, long time) {
    RequestRow row = new RequestRow();
    row.id = "garbage" + request.id;
    row.model = request.model;
    row.eventTime = time;
    row.features = request.features;
    row.segments = request.segments;
    return row;
  }

  private static Garbage of(RequestRow row) {
    return new Garbage(Topics.INFERENCE_REQUESTS, row.eventTime, new RequestRowCodec().encode(row));
  }
}
