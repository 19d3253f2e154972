package io.driftloop.retrain;

import io.driftloop.serving.FeatureSchema;
import java.io.IOException;

/** Where training rows come from. */
public interface ExampleSource {

  /**
   * Rows to train on.
   *
   * @param rows the labelled rows, each id with its latest label
   * @param leftOut examples that are none of the schema's: undecodable, of another width or with a
   *     class that it does not know
   */
  record Examples(TrainingSet rows, long leftOut) {}

  /**
   * All rows of a model that were complete when this was called.
   *
   * @param from start by event time, inclusive, in epoch milliseconds
   * @param to end by event time, exclusive, in epoch milliseconds
   * @throws UnusableDataException where the rows cannot be had completely
   */
  Examples read(String model, FeatureSchema schema, long from, long to) throws IOException;
}
