package io.driftloop.signals.unlabelled;

/**
 * A figure expected of a window before its labels are known.
 *
 * @param value the expected figure
 * @param standardError by how much the figure that labels will give differs from it by chance
 *     alone, were the calibration perfect; the calibration's own error comes on top
 * @param sampleCount rows of the window
 */
public record Estimate(double value, double standardError, long sampleCount) {}
