package io.driftloop.jobs.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.config.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobEnvironmentTest {
  @TempDir private Path directory;

  /** Looks where RocksDB itself writes down what it was opened with, not at what it was told. */
  @Test
  void rocksDbHasBloomFiltersInParts() throws Exception {
    EmbeddedRocksDBStateBackend backend =
        new EmbeddedRocksDBStateBackend()
            .configure(JobEnvironment.configuration(Options.empty()), getClass().getClassLoader());
    backend.setDbStoragePath(directory.toString());
    try (var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new Remember()), key -> key, Types.STRING)) {
      harness.setStateBackend(backend);
      harness.open();
      harness.processElement("a", 1);
      assertThat(harness.extractOutputValues()).containsExactly("a");
      assertThat(tables("seen"))
          .contains("filter_policy=bloomfilter:10:false", "partition_filters=true")
          .contains("index_type=kTwoLevelIndexSearch", "cache_index_and_filter_blocks=true");
    }
  }

  /** The table settings of a state, as RocksDB wrote them. */
  private List<String> tables(String state) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Path::compareTo)
              .orElseThrow();
      return Files.readAllLines(newest).stream()
          .map(String::strip)
          .dropWhile(line -> !line.startsWith("[TableOptions/") || !line.contains(state))
          .skip(1)
          .takeWhile(line -> !line.startsWith("["))
          .toList();
    }
  }

  private static final class Remember extends KeyedProcessFunction<String, String, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<String> seen;

    @Override
    public void processElement(String row, Context context, Collector<String> out)
        throws IOException {
      seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.STRING));
      seen.update(row);
      out.collect(seen.value());
    }
  }
}
