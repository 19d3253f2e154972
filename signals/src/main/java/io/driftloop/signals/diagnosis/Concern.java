package io.driftloop.signals.diagnosis;

import io.driftloop.signals.severity.Contribution;
import io.driftloop.signals.severity.Severity;
import java.util.List;

/**
 * Something that a person is called for.
 *
 * @param signature whether it is a failure with a name, rather than breaches of an aspect
 * @param name of the signature, or of the aspect
 * @param segment name=value; empty for all rows
 * @param severity WARNING or CRITICAL
 * @param evidence ids of the signals behind it
 * @param features by their share in the change, largest first; empty where none drifted
 */
public record Concern(
    boolean signature,
    String name,
    String segment,
    Severity severity,
    String sentence,
    List<String> evidence,
    List<Contribution> features) {
  public Concern {
    evidence = List.copyOf(evidence);
    features = List.copyOf(features);
  }
}
