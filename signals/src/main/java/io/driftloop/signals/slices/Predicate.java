package io.driftloop.signals.slices;

/**
 * One condition of a slice: the code at {@code feature} is {@code code}.
 *
 * @param feature position in a row's codes
 */
public record Predicate(int feature, int code) {}
