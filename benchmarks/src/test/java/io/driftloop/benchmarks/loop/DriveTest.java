package io.driftloop.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.benchmarks.streams.LabelledStream;
import io.driftloop.retrain.TrainingSettings;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriveTest {
  private static final int ROWS = 5000;

  /** The sign of the first feature is the class, until the middle; then it is the other one. */
  private static Course turning() {
    SplittableRandom random = new SplittableRandom(5);
    float[][] rows = new float[ROWS][2];
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i][0] = (float) random.nextGaussian();
      rows[i][1] = (float) random.nextGaussian();
      labels[i] = rows[i][0] > 0 == i < ROWS / 2 ? 1 : 0;
    }
    LabelledStream stream =
        new LabelledStream(
            "turning", List.of("a", "b"), rows, labels, List.of("0", "1"), List.of(ROWS / 2));
    return new Course(
        stream, 9, new TrainingSettings(List.of(8), 0.01, 0, 32, 10, 3, 1, 100, 0.1, 0.1));
  }

  @Test
  void retrainingPaysWhereTheWorldChangesAndEveryTriggerSeesTheSameModels() {
    Course course = turning();

    Drive frozen = Drive.of(course, Trigger.training(window -> false), true);
    Drive every = Drive.of(course, Trigger.training(window -> true), false);
    Drive ours = Drive.of(course, OurPolicy.retraining(Rule.COST_AWARE), true);

    assertThat(frozen.retrainings()).isZero();
    assertThat(frozen.accuracy()).isBetween(0.4, 0.6);
    assertThat(every.retrainings()).as("never after the last window").isEqualTo(8);
    assertThat(every.published()).isEqualTo(8);
    assertThat(every.accuracy()).isGreaterThan(0.8);
    assertThat(ours.accuracy()).isGreaterThan(frozen.accuracy() + 0.2);
    assertThat(ours.retrainings()).isBetween(1, 4);
    assertThat(course.trainedAfter(3)).isSameAs(course.trainedAfter(3));
  }

  @Test
  void aStandingIsReachedForAThirdOfTheBestSchedulesRetrainings() {
    Drive frozen = new Drive(0.7, 0, 0, 0);
    Drive best =
        Standing.best(
            List.of(new Drive(0.8, 12, 0, 12), new Drive(0.8, 9, 0, 9), new Drive(0.7, 1, 0, 1)));
    assertThat(best.retrainings()).isEqualTo(9);
    assertThat(new Standing(new Drive(0.7951, 3, 0, 2), frozen, best).reached()).isTrue();
    assertThat(new Standing(new Drive(0.7949, 3, 0, 2), frozen, best).reached()).isFalse();
    assertThat(new Standing(new Drive(0.81, 4, 0, 2), frozen, best).reached()).isFalse();
  }
}
