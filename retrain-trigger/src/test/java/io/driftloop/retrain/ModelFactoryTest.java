package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.retrain.ModelFactory.Candidate;
import io.driftloop.retrain.ModelFactory.Order;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.Scorer;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.serving.dl4j.Networks;
import io.driftloop.signals.profile.PerformanceProfile;
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
