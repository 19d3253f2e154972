package io.driftloop.jobs.io;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.LogEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators' dead letters: each in a counter of its code, and of each code one a minute in
 * the log, so that a storm of them fills no disk. The topic has them all.
 */
public final class DeadLetterReport {
  /** The counter's name; its group has the variable {@code code}. */
  public static final String COUNTER = "deadLetters";

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterReport.class);
  private static final long QUIET = Duration.ofMinutes(1).toNanos();

  private final Map<String, Code> codes = new HashMap<>();
  private final LongSupplier nanoTime;

  private static final class Code {
    private final Counter counter;
    private long untold;
    private long toldAt;

    Code(Counter counter) {
      this.counter = counter;
    }
  }

  /** A report of the operator whose metrics these are. */
  public DeadLetterReport(MetricGroup group) {
    this(group, System::nanoTime);
  }

  /** Counters are there from the start: of one that comes with its first value no rise is seen. */
  DeadLetterReport(MetricGroup group, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    for (ErrorCode code : ErrorCode.values()) {
      Counter counter = group.addGroup("code", code.name()).counter(COUNTER);
      Code created = new Code(counter);
      created.toldAt = nanoTime.getAsLong() - QUIET;
      codes.put(code.name(), created);
    }
  }

  /** To be called for every dead letter once, before it leaves. */
  public void tell(DeadLetter letter) {
    Code code = codes.get(letter.getErrorCode());
    code.counter.inc();
    long now = nanoTime.getAsLong();
    if (now - code.toldAt < QUIET) {
      code.untold++;
      return;
    }
    LOG.warn("{}", event(letter).with("untold", code.untold));
    code.toldAt = now;
    code.untold = 0;
  }

  private static LogEvent event(DeadLetter letter) {
    return LogEvent.of("dead-letter")
        .with("id", letter.getKey())
        .with("topic", letter.getTopic())
        .with("partition", letter.getPartition())
        .with("offset", letter.getOffset())
        .with("stage", letter.getStage())
        .with("code", letter.getErrorCode())
        .with("message", letter.getMessage());
  }
}
