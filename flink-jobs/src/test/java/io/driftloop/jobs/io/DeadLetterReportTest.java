package io.driftloop.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterReportTest {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Group group = new Group("", new HashMap<>());
  private final Lines lines = new Lines();
  private long now = Long.MAX_VALUE - MINUTE / 2; // The clock has no zero, and passes its end.
  private final DeadLetterReport report = new DeadLetterReport(group, () -> now);

  /** Remembers counters by path. */
  private static final class Group extends UnregisteredMetricsGroup {
    private final String path;
    private final Map<String, Counter> counters;

    Group(String path, Map<String, Counter> counters) {
      this.path = path;
      this.counters = counters;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Group(path + key + "=" + value + "/", counters);
    }

    @Override
    public Counter counter(String name) {
      return counters.computeIfAbsent(path + name, ignored -> super.counter(name));
    }
  }

  private static final class Lines extends AbstractAppender {
    private final List<String> told = new ArrayList<>();

    Lines() {
      super("lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      told.add(event.getMessage().getFormattedMessage());
    }
  }

  @BeforeEach
  void listen() {
    lines.start();
    logger().addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger().removeAppender(lines);
  }

  private static Logger logger() {
    return (Logger) LogManager.getLogger(DeadLetterReport.class);
  }

  private static DeadLetter letter(String id, ErrorCode code) {
    return DeadLetters.of("labels", id, "label-join-join", code, "it is late", new byte[0], 1);
  }

  private long count(ErrorCode code) {
    return group.counters.get("code=" + code + "/deadLetters").getCount();
  }

  @Test
  void everyCodeHasACounterBeforeItsFirstLetter() {
    assertThat(group.counters).hasSize(ErrorCode.values().length);
    assertThat(List.of(ErrorCode.values())).allMatch(code -> count(code) == 0);
  }

  @Test
  void letterCountsUnderItsCode() {
    report.tell(letter("a", ErrorCode.LATE));
    report.tell(letter("b", ErrorCode.LATE));
    report.tell(letter("c", ErrorCode.UNMATCHED_LABEL));
    assertThat(count(ErrorCode.LATE)).isEqualTo(2);
    assertThat(count(ErrorCode.UNMATCHED_LABEL)).isEqualTo(1);
    assertThat(count(ErrorCode.UNDECODABLE)).isZero();
  }

  @Test
  void logHasOneOfACodeAMinuteAndHowManyItLeftOut() {
    for (int i = 0; i < 4; i++) {
      report.tell(letter("a" + i, ErrorCode.LATE));
    }
    report.tell(letter("b", ErrorCode.UNMATCHED_LABEL));
    now += MINUTE;
    report.tell(letter("c", ErrorCode.LATE));
    assertThat(lines.told)
        .containsExactly(
            line("a0", "LATE", 0), line("b", "UNMATCHED_LABEL", 0), line("c", "LATE", 3));
  }

  private static String line(String id, String code, int untold) {
    return ("event=dead-letter id=%s topic=labels partition=-1 offset=-1 stage=label-join-join"
            + " code=%s message=\"it is late\" untold=%d")
        .formatted(id, code, untold);
  }
}
