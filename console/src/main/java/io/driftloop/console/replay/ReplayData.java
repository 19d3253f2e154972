package io.driftloop.console.replay;

import io.driftloop.serving.FeatureSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A labelled stream made of a table: rows in event-time order and what their features mean.
 *
 * @param model the model that is asked
 * @param firstModelRows rows, from the first, that version 1 is trained on; the rest is replayed
 * @param labelDelayRows how many rows after its own a row's label is known, at least 1: how far
 *     back the last known label lies
 */
public record ReplayData(
    String model,
    FeatureSchema schema,
    List<ReplayRow> rows,
    int firstModelRows,
    int labelDelayRows) {

  /** The rows that version 1 is trained on. */
  public List<ReplayRow> history() {
    return rows.subList(0, firstModelRows);
  }

  /** The rows that are replayed. */
  public List<ReplayRow> stream() {
    return rows.subList(firstModelRows, rows.size());
  }

  /**
   * The same rows in random order, at the times of the original ones: a stream of the same shape
   * without drift, on which nothing should be asked for.
   *
   * @param seed the same seed gives the same order
   */
  public ReplayData shuffled(long seed) {
    List<ReplayRow> contents = new ArrayList<>(rows);
    Collections.shuffle(contents, new Random(seed));
    List<ReplayRow> shuffled = new ArrayList<>(contents.size());
    for (int i = 0; i < contents.size(); i++) {
      ReplayRow time = rows.get(i);
      ReplayRow content = contents.get(i);
      shuffled.add(
          new ReplayRow(
              i,
              time.eventTime(),
              content.features(),
              content.segments(),
              content.label(),
              time.knownAt()));
    }
    return new ReplayData(model, schema, List.copyOf(shuffled), firstModelRows, labelDelayRows);
  }
}
