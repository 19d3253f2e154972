package io.driftloop.console.replay;

import io.driftloop.serving.FeatureSchema;
import java.util.List;

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
}
