package io.driftloop.console.replay;

import java.util.ArrayList;
import java.util.List;

/** Whether nothing was lost and nothing came twice, by what was read back from the topics. */
public final class BalanceCheck {
  private BalanceCheck() {}

  /**
   * What the topics held of a replay's rows: distinct ids, and how many came again.
   *
   * @param rows rows of the data that were to be replayed
   * @param unmatched labels that are dead letters because no prediction came
   * @param repeated records whose id had been seen in the same topic and role before
   */
  public record Counts(
      int rows,
      int requests,
      int championPredictions,
      int shadowPredictions,
      int labels,
      int joined,
      int unmatched,
      int deadLetters,
      int repeated) {}

  /** Every broken balance in one sentence each; empty where all hold. */
  public static List<String> broken(Counts counts) {
    List<String> broken = new ArrayList<>();
    differ(broken, "rows", counts.rows, "requests", counts.requests);
    differ(broken, "requests", counts.requests, "champion predictions", counts.championPredictions);
    if (counts.shadowPredictions > 0) {
      differ(broken, "requests", counts.requests, "shadow predictions", counts.shadowPredictions);
    }
    differ(broken, "rows", counts.rows, "labels", counts.labels);
    differ(
        broken,
        "labels",
        counts.labels,
        "labels joined or unmatched",
        counts.joined + counts.unmatched);
    if (counts.repeated > 0) {
      broken.add(counts.repeated + " records came twice");
    }
    return broken;
  }

  private static void differ(
      List<String> broken, String one, int count, String other, int otherCount) {
    if (count != otherCount) {
      broken.add("%,d %s but %,d %s".formatted(count, one, otherCount, other));
    }
  }
}
