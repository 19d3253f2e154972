package io.driftloop.schemas;

/** Why a record became a dead letter. The names are a contract with whoever reads the topic. */
public enum ErrorCode {
  /** The bytes are no record of the topic's type. */
  UNDECODABLE,
  /** An id or a model name is empty. */
  MISSING_ID,
  /** The feature vector is shorter or longer than the model's feature schema. */
  WRONG_WIDTH,
  /** A score is NaN, infinite or outside 0 to 1, or there are more or fewer scores than classes. */
  INVALID_SCORES,
  /** No such model, or no such version of it, is known. */
  UNKNOWN_MODEL,
  /** The label is no class of the model. */
  UNKNOWN_CLASS,
  /** No prediction with the label's id came within the time a label waits for one. */
  UNMATCHED_LABEL,
  /** The event time is too far from the time at which the record was produced. */
  EVENT_TIME_OUT_OF_RANGE,
  /** The record came after its window had been evaluated. */
  LATE,
  /** A field that the configured mapping needs is missing or of another type. */
  UNMAPPABLE
}
