package io.driftloop.signals.performance;

/**
 * A figure with its confidence interval. Without evidence the value is NaN and the interval is the
 * figure's whole range.
 */
public record Estimate(double value, double lower, double upper) {}
