package io.driftloop.serving;

/** The inner representation that goes along with a row's scores. */
public enum Embedding {
  NONE,
  /** What the last layer makes its classes of: the hidden layer before it, or the inputs. */
  PENULTIMATE
}
