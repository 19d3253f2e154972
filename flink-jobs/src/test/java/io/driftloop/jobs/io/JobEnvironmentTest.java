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
  void rocksDbIsMadeForLookingUpKeysThatMostlyAreNotThere() throws Exception {
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
      assertThat(settings("[TableOptions/", "seen"))
          .contains("filter_policy=bloomfilter:10:false", "partition_filters=false")
          .contains("cache_index_and_filter_blocks=true")
          .contains("data_block_index_type=kDataBlockBinaryAndHash");
      assertThat(settings("[CFOptions", "seen"))
          .contains("compression_per_level=kNoCompression:kNoCompression:kLZ4Compression")
          .contains("level_compaction_dynamic_level_bytes=true")
          .contains("level0_file_num_compaction_trigger=8");
    }
  }

  /** The settings of a state, as RocksDB wrote them. */
  private List<String> settings(String section, String state) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      Path newest =
          files
              .filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
              .max(Path::compareTo)
              .orElseThrow();
      return Files.readAllLines(newest).stream()
          .map(String::strip)
          .dropWhile(line -> !line.startsWith(section) || !line.contains(state))
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
