package io.driftloop.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.Lineage;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.TimedRows;
import io.driftloop.signals.profile.Season;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that is high by day and low by night, in windows of six hours. */
class SeasonJobIT {
  private static final long HOUR = 3_600_000;
  private static final long WINDOW = 6 * HOUR;
  private static final int DAYS = 5;
  private static final int HOURLY = 60;

  /** The night of the last day, in which loads are as by day. */
  private static final long CHANGED = (DAYS - 1) * 24 * HOUR;

  /** Cards by folder, because they do not travel with the job. */
  private static final Map<String, ModelCard> CARDS = new ConcurrentHashMap<>();

  private static float load(double hour, Random random) {
    return (float) (-2 * Math.cos(hour * Math.PI / 12) + random.nextGaussian());
  }

  /** Which class is predicted follows the hour; how sure the model is does not. */
  private static float[] scores(float load) {
    return load > 0 ? new float[] {0.2f, 0.8f} : new float[] {0.8f, 0.2f};
  }

  private static ModelCard card(Optional<Season> season) {
    int rows = 40 * 24 * 20;
    Random random = new Random(20_261_127);
    float[][] features = new float[rows][];
    float[][] scores = new float[rows][];
    int[] labels = new int[rows];
    long[] times = new long[rows];
    for (int i = 0; i < rows; i++) {
      times[i] = i * HOUR / 20;
      features[i] = new float[] {load(i / 20.0, random), i % 2};
      scores[i] = scores(features[i][0]);
      labels[i] = random.nextFloat() < scores[i][1] ? 1 : 0;
    }
    return new ModelCard(
        Rows.MODEL,
        "v1",
        FakeModels.schema(),
        ReferenceProfiles.of(
            FakeModels.schema(),
            new TimedRows(features, times),
            new TimedRows(scores, times),
            labels,
            season),
        ReferenceProfiles.heldBack(FakeModels.schema(), scores, labels),
        Map.of(),
        new Lineage("", "", 0, 0, rows, "", 0, "test"));
  }

  private static List<PredictionRow> rows() {
    Random random = new Random(7);
    List<PredictionRow> rows = new ArrayList<>();
    for (int i = 0; i < DAYS * 24 * HOURLY; i++) {
      long time = i * HOUR / HOURLY;
      PredictionRow row = Rows.prediction("r" + i, time, "v1");
      boolean changed = time >= CHANGED && time < CHANGED + WINDOW;
      double hour = (double) i / HOURLY + (changed ? 12 : 0);
      row.features = new float[] {load(hour, random), i % 2};
      row.scores = scores(row.features[0]);
      rows.add(row);
    }
    return rows;
  }

  /** Breached kinds by the start of their window; blocks of several windows apart. */
  private static Map<Long, List<String>> breaches(Optional<Season> season, Path folder)
      throws Exception {
    String key = folder.toString();
    CARDS.put(key, card(season));
    CatalogFactory catalog = () -> (model, version) -> Optional.of(CARDS.get(key));
    Options options =
        TestStreams.options(
            folder, Map.of("window", "6h", "false-alarms-per", "3650d", "together.sampling", "1"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    CollectingSink<Signal> signals = new CollectingSink<>();
    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            TestStreams.rows(environment, "season-in", RecordKinds.PREDICTIONS, rows(), 2_000),
            catalog),
        new PredictionMonitorJob.Sinks(signals, new CollectingSink<DeadLetter>()),
        options);
    environment.execute();
    return signals.records().stream()
        .filter(signal -> signal.getBreached() && span(signal) == WINDOW)
        .collect(
            Collectors.groupingBy(
                Signal::getWindowStart, Collectors.mapping(Signal::getKind, Collectors.toList())));
  }

  private static long span(Signal signal) {
    return signal.getWindowEnd() - signal.getWindowStart();
  }

  @Test
  void aDailyCycleAlarmsWithoutASeason(@TempDir Path folder) throws Exception {
    Map<Long, List<String>> breaches = breaches(Optional.empty(), folder);
    assertThat(breaches).hasSize(DAYS * 4);
    assertThat(breaches.get(0L)).contains("drift", "mmd", "prediction-drift", "label-shift");
  }

  @Test
  void withASeasonOnlyTheChangeAlarms(@TempDir Path folder) throws Exception {
    Map<Long, List<String>> breaches = breaches(Optional.of(Season.HOUR_OF_DAY), folder);
    assertThat(breaches).containsOnlyKeys(CHANGED);
    assertThat(breaches.get(CHANGED)).contains("drift", "mmd", "prediction-drift", "label-shift");
  }
}
