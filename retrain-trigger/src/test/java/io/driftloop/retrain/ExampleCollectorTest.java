package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.retrain.ExampleSource.Examples;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.codec.Codec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExampleCollectorTest {
  private final ExampleCollector collector =
      new ExampleCollector("points", TestData.SCHEMA, 100, 200);

  static byte[] example(
      String id, String model, long time, int revision, String label, Float... x) {
    return Codec.of(TrainingExample.class)
        .encode(
            new TrainingExample(
                id,
                model,
                "v1",
                time,
                time + 1,
                List.of(x),
                Map.of("id", id),
                List.of(.5f, .5f),
                label,
                List.of(),
                revision));
  }

  private void add(String id, String model, long time, int revision, String label, Float... x) {
    collector.add(example(id, model, time, revision, label, x), "here");
  }

  @Test
  void keepsTheModelsRowsOfTheSpanInOrder() {
    add("b", "points", 199, 0, "yes", 1f, 2f);
    add("a", "points", 100, 0, "no", 3f, 4f);
    add("c", "points", 200, 0, "no", 1f, 2f);
    add("d", "points", 99, 0, "no", 1f, 2f);
    add("e", "other", 150, 0, "no", 1f);
    add("f", "points", 150, 0, "no");
    Examples examples = collector.collected();
    assertThat(examples.rows().labels()).containsExactly(0, 1);
    assertThat(examples.rows().features()[0]).containsExactly(3, 4);
    assertThat(examples.rows().segments()).containsExactly(Map.of("id", "a"), Map.of("id", "b"));
    assertThat(examples.rows().eventTimes()).containsExactly(100, 199);
    assertThat(examples.leftOut()).isZero();
  }

  @Test
  void theHighestRevisionCounts() {
    add("a", "points", 150, 0, "no", 1f, 2f);
    add("a", "points", 150, 2, "yes", 1f, 2f);
    add("a", "points", 150, 1, "no", 1f, 2f);
    assertThat(collector.collected().rows().labels()).containsExactly(1);
  }

  @Test
  void countsWhatIsNoneOfTheSchemas() {
    add("a", "points", 150, 0, "maybe", 1f, 2f);
    add("b", "points", 150, 0, "no", 1f);
    collector.add(new byte[] {1, 2, 3}, "here");
    collector.add(null, "here");
    add("c", "points", 150, 0, "no", 1f, 2f);
    assertThat(collector.collected().rows().size()).isOne();
    assertThat(collector.collected().leftOut()).isEqualTo(4);
  }
}
