package io.driftloop.jobs.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FailOnce;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.TestStreams;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelCatalog;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.OutputLayer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that sends embeddings and whose features are sketched. */
class OutlierJobIT {
  private static final int WINDOW = 1000;

  /** Two groups of rows, one a class. */
  private static float[] embedding(int label, Random random) {
    float x = (float) (5 + random.nextGaussian());
    float y = (float) random.nextGaussian();
    return label == 0 ? new float[] {x, y} : new float[] {y, x};
  }

  private static ModelCatalog catalog() {
    Random random = new Random(1);
    float[][] fitted = new float[2_000][];
    float[][] unseen = new float[1_000][];
    float[][] features = new float[fitted.length][];
    int[] labels = new int[fitted.length];
    for (int i = 0; i < fitted.length; i++) {
      labels[i] = i % 2;
      fitted[i] = embedding(labels[i], random);
      unseen[i / 2] = embedding(i / 2 % 2, random);
      features[i] = new float[] {i % 100, i % 2};
    }
    OutputLayer output = new OutputLayer(new float[][] {{1, 0}, {0, 1}}, new float[2]);
    ModelCard plain = FakeModels.card("v1");
    ModelCard card =
        plain.with(
            Optional.of(EmbeddingReference.of(fitted, labels, 2, unseen, Optional.of(output))),
            Optional.of(ReferenceProfiles.sketches(plain.reference().bins(), features)));
    return (model, version) -> Optional.of(card);
  }

  /** In the second window a third of the rows belong to no group. */
  private static List<PredictionRow> rows() {
    Random random = new Random(2);
    List<PredictionRow> rows = new ArrayList<>();
    for (int time = 0; time < 2 * WINDOW; time++) {
      PredictionRow row = Rows.prediction("r" + time, time, "v1");
      boolean stranger = time >= WINDOW && time % 3 == 0;
      row.embedding = stranger ? new float[] {-6, -6} : embedding(time % 2, random);
      rows.add(row);
    }
    PredictionRow narrow = Rows.prediction("narrow", 1500, "v1");
    narrow.embedding = new float[1];
    rows.add(narrow);
    return rows;
  }

  @Test
  void strangersAreSeenInTheirWindowAndCountedOnceOverAFailure(@TempDir Path folder)
      throws Exception {
    Options options =
        TestStreams.options(
            folder,
            Map.of("window", WINDOW + "ms", "false-alarms-per", "3650d", "together.sampling", "1"));
    StreamExecutionEnvironment environment = TestStreams.environment(options);
    FailOnce<Either<DeadLetter, PredictionRow>> failure = new FailOnce<>();
    CollectingSink<Signal> signals = new CollectingSink<>();
    CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();
    PredictionMonitorJob.build(
        new PredictionMonitorJob.Sources(
            failure.on(
                TestStreams.rows(
                    environment, "outliers-in", RecordKinds.PREDICTIONS, rows(), WINDOW / 4),
                "outliers-failure"),
            OutlierJobIT::catalog),
        new PredictionMonitorJob.Sinks(signals, deadLetters),
        options);
    environment.execute();

    assertThat(failure.failed()).isTrue();
    assertThat(of(signals, "ood-rate", 0))
        .hasSize(4)
        .noneMatch(Signal::getBreached)
        .allMatch(signal -> signal.getSampleCount() == WINDOW);
    assertThat(of(signals, "ood-rate", WINDOW))
        .filteredOn(Signal::getBreached)
        .extracting(Signal::getSubject)
        .containsExactlyInAnyOrder("mahalanobis", "nearest-neighbours", "energy");
    assertThat(signals.records())
        .filteredOn(signal -> signal.getBreached() && signal.getWindowEnd() <= 2 * WINDOW)
        .allMatch(signal -> signal.getKind().equals("ood-rate"));
    Signal load = of(signals, "quantiles", WINDOW).get(0);
    assertThat(load.getSubject()).isEqualTo("load");
    assertThat(load.getEvidence()).containsKeys("p1", "p50", "p99", "p50Before");
    assertThat(load.getEvidence().get("p50")).isBetween(46.0, 54.0);
    Signal day = of(signals, "distinct", WINDOW).get(0);
    assertThat(day.getValue()).isBetween(1.99, 2.01);
    assertThat(day.getSampleCount()).isEqualTo(WINDOW);
    assertThat(deadLetters.records())
        .extracting(DeadLetter::getErrorCode)
        .containsExactly(ErrorCode.WRONG_WIDTH.name());
  }

  private static List<Signal> of(CollectingSink<Signal> signals, String kind, long start) {
    return signals.records().stream()
        .filter(signal -> signal.getKind().equals(kind))
        .filter(
            signal -> signal.getWindowStart() == start && signal.getWindowEnd() == start + WINDOW)
        .toList();
  }
}
