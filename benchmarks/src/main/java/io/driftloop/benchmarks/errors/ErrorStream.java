package io.driftloop.benchmarks.errors;

import java.util.List;

/**
 * A classifier's mistakes, row by row.
 *
 * @param group streams of one group are summed up together
 * @param errors true where the classifier was wrong
 * @param drifts where it is known to get worse or to change, ascending and apart
 * @param documented whether the drifts are known at all; an empty list then means that there are
 *     none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ErrorStream(String group, boolean[] errors, List<Drift> drifts, boolean documented) {

  /**
   * A change.
   *
   * @param from its first row
   * @param to the row at which it is complete; the first one where it is abrupt
   */
  record Drift(int from, int to) {}

  ErrorStream {
    drifts = List.copyOf(drifts);
  }
}
