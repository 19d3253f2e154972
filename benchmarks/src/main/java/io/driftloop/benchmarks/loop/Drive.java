package io.driftloop.benchmarks.loop;

import io.driftloop.retrain.Gate;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.signals.policy.Action;
import io.driftloop.signals.profile.PerformanceProfile;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a trigger on a course.
 *
 * @param accuracy share of rows that the model then serving got right
 * @param retrainings models trained, the first one not counted
 * @param mended models made of the champion, by new biases or a tuned head
 * @param published those that came to serve
 */
record Drive(double accuracy, int retrainings, int mended, int published) {
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
    Map<Action, Integer> asked = new EnumMap<>(Action.class);
    int published = 0;
    for (int index = 0; index < course.windows(); index++) {
      Window window = course.window(index, champion);
      correct += window.correct();
      // What is made at the end of the last window would score nothing.
      Optional<Action> action =
          index == course.windows() - 1 ? Optional.empty() : trigger.asks(window);
      while (action.isPresent()) {
        asked.merge(action.get(), 1, Integer::sum);
        Optional<Trained> challenger = made(course, index, champion, action.get());
        boolean passes =
            challenger.isPresent() && (!gated || passes(champion, challenger.get(), action.get()));
        if (passes) {
          published++;
          champion = challenger.get();
          trigger.serves(champion);
        }
        action = trigger.answered(passes);
      }
    }
    int retrainings = asked.getOrDefault(Action.RETRAIN, 0);
    int mended = asked.values().stream().mapToInt(Integer::intValue).sum() - retrainings;
    return new Drive(correct / (double) course.scoredRows(), retrainings, mended, published);
  }

  private static Optional<Trained> made(Course course, int index, Trained champion, Action action) {
    return action == Action.RETRAIN
        ? course.trainedAfter(index)
        : course.mendedAfter(index, champion, action);
  }

  private static boolean passes(Trained champion, Trained challenger, Action action) {
    float[][] rows = challenger.heldBack().features();
    PerformanceProfile performance =
        ReferenceProfiles.performance(
            champion.scorer().score(rows, rows.length), challenger.heldBack().labels());
    return action == Action.RETRAIN
        ? GATE.judge(performance, challenger.performance()).publish()
        : GATE.judgeMended(performance, challenger.performance()).publish();
  }
}
