package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.ReferenceProfile;
import java.util.List;
import java.util.Optional;

/**
 * What a version's labelled predictions are compared with, and the names that readings use.
 *
 * @param profile bins of the features, and the performance on held-back rows
 * @param classes names of the classes, in the order of the scores
 * @param categories names of each feature's categories; an empty list for a number
 * @param favoured index of the class that people wish for themselves
 * @param heldBack how rows that the version was not trained on met their labels; empty where no
 *     labels were at hand, or an older version made the package
 */
public record OutcomeReference(
    ReferenceProfile profile,
    List<String> classes,
    List<List<String>> categories,
    int favoured,
    Optional<OutcomeProfile> heldBack) {

  public OutcomeReference {
    classes = List.copyOf(classes);
    categories = categories.stream().map(List::copyOf).toList();
    if (categories.size() != profile.names().size()) {
      throw new IllegalArgumentException("categories of other features than the reference's");
    }
    if (favoured < 0 || favoured >= classes.size()) {
      throw new IllegalArgumentException("the favoured class %d is none".formatted(favoured));
    }
  }
}
