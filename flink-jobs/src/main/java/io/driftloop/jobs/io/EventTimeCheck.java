package io.driftloop.jobs.io;

import io.driftloop.config.Options;
import io.driftloop.schemas.ErrorCode;
import java.io.Serializable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What is asked of event times that programs of others set: one that is far ahead would move the
 * watermark and make everybody else's records late. Belongs to one thread.
 *
 * <p>A record is held against its own Kafka timestamp, which gives the same answer whenever a topic
 * is read; and against this machine's clock, but only where it is ahead, so that history passes.
 */
final class EventTimeCheck implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Duration maxSkew;
  private final Duration maxAhead;
  private final Clock clock;

  /**
   * Event times up to here were in range when the clock was last looked at, which saves looking for
   * most records. 1970 at first.
   */
  private transient long inRange;

  /**
   * @param maxSkew how far an event time may be from the record's Kafka timestamp
   * @param maxAhead how far it may be ahead of the clock
   */
  EventTimeCheck(Duration maxSkew, Duration maxAhead, Clock clock) {
    this.maxSkew = maxSkew;
    this.maxAhead = maxAhead;
    this.clock = clock;
  }

  static EventTimeCheck of(Options options) {
    return new EventTimeCheck(
        options.get(JobOptions.MAX_SKEW), options.get(JobOptions.MAX_AHEAD), Clock.systemUTC());
  }

  /**
   * Checks an event time.
   *
   * @param time in milliseconds since 1970-01-01T00:00Z, as the record says
   * @param producedAt the record's Kafka timestamp; negative where it has none
   * @throws RejectedException where it is out of range
   */
  void check(long time, long producedAt) throws RejectedException {
    if (producedAt >= 0 && tooFar(time, producedAt)) {
      throw outOfRange(time, "more than %s from the time of production", maxSkew, producedAt);
    }
    if (time > inRange) {
      long now = clock.millis();
      inRange = now + maxAhead.toMillis();
      if (time > inRange) {
        throw outOfRange(time, "more than %s ahead of this machine's clock", maxAhead, now);
      }
    }
  }

  private boolean tooFar(long time, long producedAt) {
    long skew = maxSkew.toMillis();
    return time < producedAt - skew || time > producedAt + skew;
  }

  private static RejectedException outOfRange(
      long time, String how, Duration bound, long comparedWith) {
    return new RejectedException(
        ErrorCode.EVENT_TIME_OUT_OF_RANGE,
        "the event time %s is %s %s"
            .formatted(
                Instant.ofEpochMilli(time),
                how.formatted(bound),
                Instant.ofEpochMilli(comparedWith)));
  }
}
