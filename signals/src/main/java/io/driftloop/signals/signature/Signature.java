package io.driftloop.signals.signature;

import java.util.List;
import java.util.Locale;

/**
 * A known way of failing that a window's figures show.
 *
 * @param name which one
 * @param sentence what was seen, for a person
 * @param evidence ids of the signals that show it
 */
public record Signature(Name name, String sentence, List<String> evidence) {
  public Signature {
    evidence = List.copyOf(evidence);
  }

  /** The ways of failing that have a rule. */
  public enum Name {
    /** Many rows lie where the training data had none. */
    OUT_OF_DISTRIBUTION_BURST,
    /** The scores lost their spread: the model is sure of nothing, or of everything. */
    CONFIDENCE_COLLAPSE,
    /** Almost all rows are given the same class. */
    CLASS_COLLAPSE,
    /** Values that used to be there are missing. */
    NULL_BURST,
    /** The classes' shares changed. */
    LABEL_SHIFT,
    /** The same inputs now mean something else. */
    CONCEPT_DRIFT,
    /** Answers take too long. */
    LATENCY;

    /** The name in alerts: lower case, with hyphens. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
