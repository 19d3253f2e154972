package io.driftloop.signals.slices;

import java.util.List;

/**
 * Rows that meet all of some conditions, and how wrong the model is about them.
 *
 * @param predicates the conditions, by ascending feature
 * @param support rows that meet them
 * @param meanError their mean error
 * @param errorRatio their mean error over that of all rows
 * @param score what slices are ranked by; above 0
 * @param pValue chance of one slice or more with so surprising an error where errors have nothing
 *     to do with codes, corrected for all slices that could have been found
 */
public record Slice(
    List<Predicate> predicates,
    int support,
    double meanError,
    double errorRatio,
    double score,
    double pValue) {

  public Slice {
    predicates = List.copyOf(predicates);
  }
}
