package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.Normaliser;
import io.driftloop.serving.Normalisation;
import io.driftloop.serving.dl4j.Dl4jScorer;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static Trainer.Trained train(
      TrainingSettings settings, TrainingSet training, TrainingSet validation) {
    return new Trainer(settings).train(training, validation, normaliser(training), 2, () -> false);
  }

  private static Normaliser normaliser(TrainingSet training) {
    return Normalisation.fit(TestData.SCHEMA, training.features());
  }

  private static PerformanceProfile performance(
      Trainer.Trained trained, TrainingSet training, TrainingSet rows) {
    Normalisation normalisation = new Normalisation(normaliser(training));
    return Scoring.performance(new Dl4jScorer("v", normalisation, trained.network(), 2), rows);
  }

  @Test
  void learnsASeparableProblem() {
    TrainingSet training = TestData.points(800, 1, TestData.ABOVE);
    TrainingSet unseen = TestData.points(400, 2, TestData.ABOVE);
    Trainer.Trained trained = train(TestData.settings(), training, unseen);
    assertThat(performance(trained, training, unseen).correct().mean()).isGreaterThan(.97);
  }

  @Test
  void learnsXorWhichNeedsAHiddenLayer() {
    TrainingSet training = TestData.points(800, 1, TestData.XOR);
    TrainingSet unseen = TestData.points(400, 2, TestData.XOR);
    Trainer.Trained trained = train(TestData.settings(), training, unseen);
    assertThat(performance(trained, training, unseen).correct().mean()).isGreaterThan(.93);
  }

  @Test
  void keepsTheParametersOfTheBestEpoch() {
    TrainingSet training = noise(60, 3);
    TrainingSet validation = noise(200, 4);
    Trainer.Trained trained = train(TestData.settings(64, .05, 60, 4), training, validation);
    double kept = performance(trained, training, validation).logLoss().mean();
    assertThat(kept).isCloseTo(trained.validationLogLoss(), within(1e-6));
    assertThat(trained.epochs()).isBetween(5, 59);
    Trainer.Trained toTheEnd = train(TestData.settings(64, .05, 60, 60), training, validation);
    assertThat(toTheEnd.epochs()).isEqualTo(60);
    assertThat(toTheEnd.validationLogLoss()).isLessThanOrEqualTo(trained.validationLogLoss());
  }

  /** Labels that no network can learn, only memorise. */
  private static TrainingSet noise(int count, long seed) {
    Random random = new Random(seed);
    return TestData.points(count, seed, (x, y) -> random.nextBoolean());
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    TrainingSet rows = TestData.points(200, 1, TestData.XOR);
    TrainingSettings settings = TestData.settings(8, .01, 3, 3);
    float[] first = train(settings, rows, rows).network().params().toFloatVector();
    assertThat(train(settings, rows, rows).network().params().toFloatVector()).isEqualTo(first);
    TrainingSettings other = new TrainingSettings(List.of(8), .01, 0, 32, 3, 3, 12, 50, .1, .2);
    assertThat(train(other, rows, rows).network().params().toFloatVector()).isNotEqualTo(first);
  }

  @Test
  void aDivergedTrainingIsTheDatasFault() {
    List<TrainingSet.Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(new TrainingSet.Row("id" + i, 0, i, new float[] {i, i}, i % 2));
    }
    TrainingSet training = TrainingSet.of(rows);
    Normaliser broken = normaliser(training);
    broken.getColumns().get(0).setMean(Double.NaN);
    assertThatThrownBy(
            () ->
                new Trainer(TestData.settings()).train(training, training, broken, 2, () -> false))
        .isInstanceOf(UnusableDataException.class);
  }

  @Test
  void stopsWhereItIsCancelled() {
    AtomicInteger asked = new AtomicInteger();
    TrainingSet rows = TestData.points(200, 1, TestData.ABOVE);
    assertThatThrownBy(
            () ->
                new Trainer(TestData.settings())
                    .train(rows, rows, normaliser(rows), 2, () -> asked.incrementAndGet() > 3))
        .isInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(4);
  }
}
