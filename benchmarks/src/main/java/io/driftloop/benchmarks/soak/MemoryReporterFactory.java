package io.driftloop.benchmarks.soak;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** By which Flink finds {@link MemoryReporter}. */
public final class MemoryReporterFactory implements MetricReporterFactory {
  @Override
  public MemoryReporter createMetricReporter(Properties properties) {
    return new MemoryReporter();
  }
}
