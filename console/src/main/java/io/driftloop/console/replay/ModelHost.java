package io.driftloop.console.replay;

import java.util.List;

/**
 * Who runs the model that a replay asks: the loop itself, or somebody else whom the loop only
 * watches.
 */
public abstract class ModelHost {
  /** The loop scores, and answers a request for a retraining. */
  public static final ModelHost LOOP =
      new ModelHost() {
        @Override
        RowSender sender(String bootstrapServers, ReplayData data, RowIds ids) {
          return new RequestSender(bootstrapServers, data.model(), ids);
        }

        @Override
        List<ForeignTopic> foreignTopics() {
          return List.of();
        }
      };

  ModelHost() {}

  abstract RowSender sender(String bootstrapServers, ReplayData data, RowIds ids);

  /** Topics that somebody else writes and that are read in the place of ours. */
  abstract List<ForeignTopic> foreignTopics();

  /** Whether predictions come unasked, and nobody answers a request for a retraining. */
  final boolean elsewhere() {
    return !foreignTopics().isEmpty();
  }
}
