package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.retrain.ModelFactory.Candidate;
import io.driftloop.retrain.ModelFactory.Order;
import io.driftloop.serving.Embedding;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentSettings;
import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.Season;
import io.driftloop.signals.profile.SeasonalReference;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import io.driftloop.signals.unlabelled.OutlierMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ModelFactoryTest {
  private static final Order ORDER = Order.first("points", TestData.SCHEMA, 0, 400);

  private static Candidate train(TrainingSet rows) {
    return new ModelFactory(TestData.settings()).train(ORDER, rows, () -> false);
  }

  @Test
  void describesWhatItTrained() {
    TrainingSet rows = TestData.points(400, 1, TestData.ABOVE);
    Candidate candidate = train(rows);
    ModelCard card = candidate.content().card();
    assertThat(candidate.heldBack().size()).isEqualTo(80);
    assertThat(candidate.performance().correct().mean()).isGreaterThan(.9);
    assertThat(card.version()).isEqualTo("v1");
    assertThat(card.metrics())
        .containsEntry("accuracy", candidate.performance().correct().mean())
        .containsEntry("heldBackRows", 80.0);
    assertThat(card.lineage().fingerprint()).isEqualTo(rows.fingerprint());
    assertThat(card.lineage().rows()).isEqualTo(400);
    assertThat(card.lineage().software()).isEqualTo("deeplearning4j 1.0.0-M2.1");
    assertThat(card.reference().data().rows()).isEqualTo(280);
    assertThat(card.reference().performance().rows()).isEqualTo(120);
  }

  @Test
  void keepsApartWhatIsNormalAtEachHour() {
    TrainingSet rows = TestData.points(400, 1, TestData.ABOVE, 3_600_000);
    ModelFactory factory =
        new ModelFactory(
            TestData.settings(
                new ReferenceSettings(
                    ReferenceSeason.HOUR_OF_DAY, Embedding.NONE, false, SegmentSettings.none())));
    ModelCard card = factory.train(ORDER, rows, () -> false).content().card();
    SeasonalReference seasons = card.reference().seasons().orElseThrow();
    assertThat(seasons.season()).isEqualTo(Season.HOUR_OF_DAY);
    // Of 280 training rows the first 16 hours have 12 each, the last 8 have 11.
    assertThat(seasons.profile(15).rows()).isEqualTo(12);
    assertThat(seasons.profile(16).rows()).isEqualTo(11);
    assertThat(seasons.fourier(15).orElseThrow().rows()).isEqualTo(12);
    // 120 unseen rows, from hour 280 mod 24 on.
    assertThat(seasons.profile(16).scores().rows()).isEqualTo(5);
    assertThat(train(rows).content().card().reference().seasons()).isEmpty();
  }

  /** Scorer and reference speak of one embedding: the reference's 5 % are beyond. */
  @Test
  void knowsEmbeddingsAndSketchesWhereAsked() {
    TrainingSet rows = TestData.points(400, 1, TestData.ABOVE);
    ModelFactory factory =
        new ModelFactory(
            TestData.settings(
                new ReferenceSettings(
                    ReferenceSeason.NONE, Embedding.PENULTIMATE, true, SegmentSettings.none())));
    ModelCard card = factory.train(ORDER, rows, () -> false).content().card();
    EmbeddingReference embedding = card.embedding().orElseThrow();
    assertThat(embedding.dimensions()).isEqualTo(16);
    assertThat(embedding.methods()).containsExactly(OutlierMethod.values());
    for (int method = 0; method < 3; method++) {
      assertThat(embedding.threshold(method).rows()).isEqualTo(120);
      assertThat(embedding.threshold(method).beyond()).isBetween(1L, 6L);
    }
    assertThat(card.sketches().orElseThrow().rows()).isEqualTo(280);
    assertThat(train(rows).content().card().embedding()).isEmpty();
    assertThat(train(rows).content().card().sketches()).isEmpty();
  }

  @Test
  void describesTheDeclaredSegments() {
    List<TrainingSet.Row> rows = new ArrayList<>();
    TrainingSet points = TestData.points(400, 1, TestData.ABOVE);
    for (int i = 0; i < points.size(); i++) {
      Map<String, String> segments = Map.of("side", points.features()[i][0] < 0 ? "left" : "right");
      rows.add(
          new TrainingSet.Row("id" + i, 0, i, points.features()[i], points.labels()[i], segments));
    }
    TrainingSettings settings =
        TestData.settings(
            new ReferenceSettings(
                ReferenceSeason.NONE,
                Embedding.NONE,
                false,
                new SegmentSettings(List.of("side"), 20)));
    ModelCard card =
        new ModelFactory(settings).train(ORDER, TrainingSet.of(rows), () -> false).content().card();
    PredictionReference left = card.segments().find("side=left").orElseThrow();
    PredictionReference right = card.segments().find("side=right").orElseThrow();
    assertThat(left.profile().data().rows() + right.profile().data().rows()).isEqualTo(280);
    long[] bins = left.profile().data().featureCounts(0);
    assertThat(bins[bins.length - 3]).isZero();
    assertThat(left.profile().data().scores().rows() + right.profile().data().scores().rows())
        .isEqualTo(120);
    assertThat(left.heldBack()).isPresent();
    assertThat(train(points).content().card().segments().all()).isEmpty();
  }

  @Test
  void refusesTooFewRows() {
    assertThatThrownBy(() -> train(TestData.points(49, 1, TestData.ABOVE)))
        .isInstanceOf(UnusableDataException.class)
        .hasMessage("49 labelled rows are fewer than train.minimum-rows, 50");
  }

  @Test
  void refusesASingleClass() {
    assertThatThrownBy(() -> train(TestData.points(100, 1, (x, y) -> true)))
        .isInstanceOf(UnusableDataException.class)
        .hasMessage("all 70 training rows have the same label");
  }

  /** Chance decides on the label, the more likely yes the higher y is over x, and the bias. */
  private static TrainingSet uncertain(int count, long seed, double bias) {
    Random random = new Random(seed);
    return TestData.points(
        count, seed, (x, y) -> random.nextDouble() < 1 / (1 + Math.exp(-(2 * (y - x) + bias))));
  }

  @Test
  void recalibratesForTheNewSharesOfTheClasses() {
    ModelFactory factory = new ModelFactory(TestData.settings());
    Candidate before = factory.train(ORDER, uncertain(2000, 1, 0), () -> false);
    TrainingSet rows = uncertain(2000, 2, -2);
    Candidate after = factory.recalibrate(ORDER, before.content().network().orElseThrow(), rows);

    Scorer old =
        new Dl4jScorer(
            "v1",
            new Normalisation(before.content().network().orElseThrow().normaliser()),
            Networks.network(before.content().network().orElseThrow(), 2),
            2);
    PerformanceProfile unchanged = Scoring.performance(old, after.heldBack());
    assertThat(after.performance().correct().mean())
        .isGreaterThan(unchanged.correct().mean() + .05);
    assertThat(after.performance().logLoss().mean()).isLessThan(unchanged.logLoss().mean() - .2);
    ModelCard card = after.content().card();
    assertThat(card.reference().data().rows()).isEqualTo(1400);
    assertThat(card.reference().performance().rows()).isEqualTo(600);
    assertThat(card.metrics()).doesNotContainKey("epochs");
    assertThat(card.lineage().fingerprint()).isEqualTo(rows.fingerprint());
  }
}
