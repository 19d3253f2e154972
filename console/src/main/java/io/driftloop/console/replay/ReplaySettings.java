package io.driftloop.console.replay;

import java.time.Duration;

/**
 * How a replay keeps pace with the loop.
 *
 * @param window length of the loop's windows, as its jobs are configured
 * @param maxOutOfOrderness how far the jobs' watermarks stay behind, as they are configured
 * @param rowsPerSecond the most to send; infinite for as fast as the loop allows
 * @param patience wall-clock time without any record after which the replay gives up
 */
public record ReplaySettings(
    Duration window, Duration maxOutOfOrderness, double rowsPerSecond, Duration patience) {}
