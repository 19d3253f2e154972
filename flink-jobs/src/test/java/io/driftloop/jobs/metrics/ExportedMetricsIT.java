package io.driftloop.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.config.Options;
import io.driftloop.jobs.HoldOpen;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.metrics.Deployed.Selector;
import io.driftloop.schemas.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four jobs under Flink's own Prometheus reporter, set up as {@code deploy/} says: what
 * dashboard and alerts read is really told, by the operators that they name.
 */
class ExportedMetricsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Of the last row, less the streams' out-of-orderness of 50 ms and a millisecond. */
  private static final long WATERMARK = LoopJobs.ROWS - 1 - 51;

  /** What only a Kafka source tells, and there is none here. */
  private static final Set<String> OF_KAFKA =
      Set.of("flink_taskmanager_job_task_operator_" + MetricNames.PENDING_RECORDS);

  @TempDir private static Path folder;
  private static JobClient job;
  private static Scrape scrape;

  @BeforeAll
  static void scrapeTheLoop() throws Exception {
    int port = freePort();
    Configuration metrics = Deployed.flink();
    metrics.setString("metrics.reporter.prom.port", String.valueOf(port));
    Options options =
        TestStreams.options(folder, Map.of("window", "20ms", "retrain.rule", "threshold"));
    StreamExecutionEnvironment environment = TestStreams.environment(options, 1, metrics);
    HoldOpen hold = new HoldOpen();
    new LoopJobs(environment, options, hold).build();
    job = environment.executeAsync("loop");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      assertThat(System.nanoTime()).as("all is read and decided in time").isLessThan(deadline);
      Thread.sleep(200);
      scrape = Scrape.of(port);
    } while (!hold.drained() || !told());
    scrape = Scrape.of(port); // What was told last may have changed while the rest was read.
  }

  /** What comes last in each job; RocksDB is asked every few seconds only. */
  private static boolean told() {
    return operator("windows", "prediction-monitor-evaluate") > 0
        && operator("joinedLabels", "label-join-join") == LoopJobs.LABELLED
        && operator("holds", "retrain-decision-decide") == 1
        && operator("outcomes", "retrain-decision-decide") == 1
        && operator("modelsLoaded", "scoring-score") == 2
        && operator("predictions", "scoring-score") == LoopJobs.ROWS
        && operator("currentInputWatermark", "scoring-score") == WATERMARK
        && joinState() >= LoopJobs.ROWS;
  }

  private static double joinState() {
    return scrape.sum("column_family_rocksdb_estimate_num_keys", "column_family", "join");
  }

  @AfterAll
  static void stop() throws Exception {
    if (job != null) {
      job.cancel().get();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static double operator(String metric, String operator) {
    return scrape.sum(metric, "operator_name", operator);
  }

  private static List<Selector> missing(List<Selector> read) {
    return read.stream()
        .filter(selector -> !OF_KAFKA.contains(selector.metric()))
        .filter(selector -> !scrape.has(selector.metric(), selector::meets))
        .toList();
  }

  @Test
  void everyPanelReadsWhatIsTold() throws Exception {
    List<Selector> read = Deployed.dashboard();
    assertThat(read).hasSizeGreaterThan(30);
    assertThat(missing(read)).isEmpty();
  }

  @Test
  void everyAlertReadsWhatIsTold() throws Exception {
    List<Selector> read = Deployed.alerts();
    assertThat(read).hasSizeGreaterThan(10);
    assertThat(missing(read)).isEmpty();
  }

  @Test
  void whatNobodyTellsIsMissed() {
    Selector renamed = new Selector("flink_taskmanager_job_task_operator_prediction", "");
    Selector elsewhere =
        new Selector(
            "flink_taskmanager_job_task_operator_predictions", "operator_name=\"label-join-join\"");
    assertThat(missing(List.of(renamed, elsewhere))).containsExactly(renamed, elsewhere);
  }

  @Test
  void deadLettersCountUnderTheirCode() {
    assertThat(scrape.sum("code_deadLetters", "code", ErrorCode.WRONG_WIDTH.name())).isEqualTo(1);
    assertThat(scrape.sum("code_deadLetters", "code", ErrorCode.UNDECODABLE.name())).isZero();
  }

  @Test
  void everyRowIsInABatch() {
    assertThat(operator("batchSize_count", "scoring-score"))
        .isEqualTo(operator("batches", "scoring-score"))
        .isPositive();
  }

  @Test
  void modelIsAsOldAsEventTimeSays() {
    assertThat(scrape.sum("model_modelAge", "model", Rows.MODEL))
        .isEqualTo(WATERMARK - LoopJobs.GENERATION);
  }

  @Test
  void lagIsTheWallClockMinusTheWatermark() {
    for (String operator : List.of("scoring-score", "prediction-monitor-profile")) {
      assertThat(operator("eventTimeLag", operator) + WATERMARK)
          .as(operator)
          .isCloseTo(System.currentTimeMillis(), within((double) PATIENCE.toMillis()));
    }
  }

  @Test
  void joinTellsHowManyPredictionsItKeeps() {
    assertThat(joinState()).isBetween((double) LoopJobs.ROWS, 2.0 * LoopJobs.ROWS);
  }
}
