package io.driftloop.benchmarks.streaming;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.jobs.labels.JoinState;
import io.driftloop.jobs.labels.JoinStateSerializer;
import io.driftloop.jobs.labels.OpenPrediction;
import io.driftloop.schemas.row.PredictionRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whether the label join holds its speed and its memory while millions of predictions are open. */
public final class Join implements Benchmark {
  private static final double SPEED_BOUND = 0.7;
  private static final double MEMORY_BOUND = 4;
  private static final double KIBIBYTES_A_GIBIBYTE = 1 << 20;

  @Override
  public String name() {
    return "join";
  }

  @Override
  public String what() {
    return "What do ten million open predictions cost the label join in speed and memory?";
  }

  @Override
  public Result run(Settings settings) {
    int steps = settings.size(4_000_000, 100_000);
    int few = settings.size(100_000, 20_000);
    int many = settings.size(10_000_000, 200_000);
    List<Row> rows = new ArrayList<>();
    List<JoinProcess.Answer> answers = new ArrayList<>();
    for (int open : new int[] {few, many}) {
      settings.tell("%,d open predictions".formatted(open));
      JoinProcess.Answer answer = JoinProcess.run(new JoinTraffic(open, steps));
      answers.add(answer);
      rows.add(row(answer));
      settings.tell(row(answer).cells().toString());
    }
    rows.add(Row.of("bytes of one open prediction as it is packed", packedBytes()));
    JoinProcess.Answer first = answers.get(0);
    JoinProcess.Answer last = answers.get(1);
    return new Result(
        rows,
        List.of(
            Claim.atLeast(
                "throughput at %,d open predictions over that at %,d".formatted(many, few),
                last.stepsPerSecond() / first.stepsPerSecond(),
                SPEED_BOUND),
            Claim.atMost(
                "peak resident memory at %,d, in GiB".formatted(many),
                gibibytes(last),
                MEMORY_BOUND)),
        notes());
  }

  private static double gibibytes(JoinProcess.Answer answer) {
    return answer.peakMemoryKibibytes() / KIBIBYTES_A_GIBIBYTE;
  }

  private static Row row(JoinProcess.Answer answer) {
    return Row.of("open predictions", answer.open())
        .with("steps/s", answer.stepsPerSecond())
        .with("CPU µs a step", answer.cpuMicroseconds())
        .with("predictions/s while they open", answer.loadPerSecond())
        .with("peak resident GiB", gibibytes(answer))
        .with("bytes on disk per open prediction", (double) answer.diskBytes() / answer.open());
  }

  private static int packedBytes() {
    PredictionRow row = JoinTraffic.prediction(1);
    OpenPrediction open = new OpenPrediction();
    open.version = row.modelVersion;
    open.eventTime = row.eventTime;
    open.scores = row.scores;
    open.features = row.features;
    open.segments = row.segments;
    JoinState state = new JoinState();
    state.champion = open;
    DataOutputSerializer out = new DataOutputSerializer(256);
    try {
      new JoinStateSerializer().serialize(state, out);
    } catch (IOException e) {
      throw new BenchmarkException("cannot pack a prediction", e);
    }
    return out.length();
  }

  private static List<String> notes() {
    return List.of(
        "The job by its own `build`, in a process of its own with a heap of 1 GiB and %s for"
                .formatted(JoinProcess.MANAGED.toHumanReadableString())
            + " RocksDB; parallelism 2, a checkpoint every ten seconds, all features kept. Rows are"
            + " made in the process: 20 floats, two scores, ids in no order.",
        "A step is what a steady stream has each moment: a prediction comes, a label joins another"
            + " one, a third one runs out. The first half of the steps is not counted. CPU is that"
            + " of the whole process, which other load on the machine changes less than it does speed.",
        "Bytes on disk are RocksDB's tables, the timers and what is not compacted yet among them.");
  }
}
