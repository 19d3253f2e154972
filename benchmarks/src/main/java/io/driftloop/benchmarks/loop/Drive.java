package io.driftloop.benchmarks.loop;

import io.driftloop.retrain.Gate;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.Optional;

/**
 * What became of a trigger on a course.
 *
 * @param accuracy share of rows that the model then serving got right
 * @param retrainings models trained, the first one not counted
 * @param published those that came to serve
 */
record Drive(double accuracy, int retrainings, int published) {
  private static final Gate GATE = new Gate(0);

  /**
   * Runs a course.
   *
   * @param gated whether a challenger must be as good as the champion on the newest rows
   */
  static Drive of(Course course, Trigger trigger, boolean gated) {
    Trained champion = course.first();
    trigger.serves(champion);
    int correct = 0;
    int retrainings = 0;
    int published = 0;
    for (int index = 0; index < course.windows(); index++) {
      Window window = course.window(index, champion);
      correct += window.correct();
      // What is trained at the end of the last window would score nothing.
      if (index == course.windows() - 1 || !trigger.trains(window)) {
        continue;
      }
      retrainings++;
      Optional<Trained> challenger = course.trainedAfter(index);
      boolean passes = challenger.isPresent() && (!gated || passes(champion, challenger.get()));
      if (passes) {
        published++;
        champion = challenger.get();
        trigger.serves(champion);
      }
      trigger.answered(passes);
    }
    return new Drive(correct / (double) course.scoredRows(), retrainings, published);
  }

  private static boolean passes(Trained champion, Trained challenger) {
    float[][] rows = challenger.heldBack().features();
    PerformanceProfile performance =
        ReferenceProfiles.performance(
            champion.scorer().score(rows, rows.length), challenger.heldBack().labels());
    return GATE.judge(performance, challenger.performance()).publish();
  }
}
