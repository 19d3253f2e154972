package io.driftloop.benchmarks.loop;

import io.driftloop.retrain.Gate;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.Optional;

/**
 * What became of a trigger on a course.
 *
 * @param accuracy share of rows that the model then serving got right
 * @param retrainings models trained, the first one not counted
 * @param recalibrations models made of known ones by new biases
 * @param published those that came to serve
 */
record Drive(double accuracy, int retrainings, int recalibrations, int published) {
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
    int[] asked = new int[Action.values().length];
    int published = 0;
    for (int index = 0; index < course.windows(); index++) {
      Window window = course.window(index, champion);
      correct += window.correct();
      // What is made at the end of the last window would score nothing.
      Optional<Action> action =
          index == course.windows() - 1 ? Optional.empty() : trigger.asks(window);
      if (action.isEmpty()) {
        continue;
      }
      asked[action.get().ordinal()]++;
      boolean trains = action.get() == Action.RETRAIN;
      Optional<Trained> challenger =
          trains ? course.trainedAfter(index) : course.recalibratedAfter(index, champion);
      boolean passes =
          challenger.isPresent() && (!gated || passes(champion, challenger.get(), trains));
      if (passes) {
        published++;
        champion = challenger.get();
        trigger.serves(champion);
      }
      trigger.answered(passes);
    }
    return new Drive(
        correct / (double) course.scoredRows(),
        asked[Action.RETRAIN.ordinal()],
        asked[Action.RECALIBRATE.ordinal()],
        published);
  }

  private static boolean passes(Trained champion, Trained challenger, boolean trained) {
    float[][] rows = challenger.heldBack().features();
    PerformanceProfile performance =
        ReferenceProfiles.performance(
            champion.scorer().score(rows, rows.length), challenger.heldBack().labels());
    return trained
        ? GATE.judge(performance, challenger.performance()).publish()
        : GATE.judgeRecalibrated(performance, challenger.performance()).publish();
  }
}
