package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.retrain.ModelFactory.Candidate;
import io.driftloop.retrain.ModelFactory.Order;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFactoryTest {
  private static final Order ORDER = Order.first("points", TestData.SCHEMA, 0, 400);

  private static Candidate train(TrainingSet rows) {
    return new ModelFactory(TestData.settings()).train(ORDER, rows, () -> false);
  }

  @Test
  void describesWhatItTrained() {
    TrainingSet rows = TestData.points(400, 1, TestData.ABOVE);
    Candidate candidate = train(rows);
    ModelCard card = candidate.content().card();
    assertThat(candidate.heldBack().size()).isEqualTo(80);
    assertThat(candidate.performance().correct().mean()).isGreaterThan(.9);
    assertThat(card.version()).isEqualTo("v1");
    assertThat(card.metrics())
        .containsEntry("accuracy", candidate.performance().correct().mean())
        .containsEntry("heldBackRows", 80.0);
    assertThat(card.lineage().fingerprint()).isEqualTo(rows.fingerprint());
    assertThat(card.lineage().rows()).isEqualTo(400);
    assertThat(card.lineage().software()).isEqualTo("deeplearning4j 1.0.0-M2.1");
    assertThat(card.reference().data().rows()).isEqualTo(280);
    assertThat(card.reference().performance().rows()).isEqualTo(120);
  }

  @Test
  void describesTheDeclaredSegments() {
    List<TrainingSet.Row> rows = new ArrayList<>();
    TrainingSet points = TestData.points(400, 1, TestData.ABOVE);
    for (int i = 0; i < points.size(); i++) {
      Map<String, String> segments = Map.of("side", points.features()[i][0] < 0 ? "left" : "right");
      rows.add(
          new TrainingSet.Row("id" + i, 0, i, points.features()[i], points.labels()[i], segments));
    }
    TrainingSettings settings =
        new TrainingSettings(
            List.of(16),
            .01,
            0,
            32,
            40,
            5,
            11,
            50,
            .1,
            .2,
            new SegmentSettings(List.of("side"), 20));
    ModelCard card =
        new ModelFactory(settings).train(ORDER, TrainingSet.of(rows), () -> false).content().card();
    PredictionReference left = card.segments().find("side=left").orElseThrow();
    PredictionReference right = card.segments().find("side=right").orElseThrow();
    assertThat(left.profile().data().rows() + right.profile().data().rows()).isEqualTo(280);
    long[] bins = left.profile().data().featureCounts(0);
    assertThat(bins[bins.length - 3]).isZero();
    assertThat(left.profile().data().scores().rows() + right.profile().data().scores().rows())
        .isEqualTo(120);
    assertThat(left.heldBack()).isPresent();
    assertThat(train(points).content().card().segments().all()).isEmpty();
  }

  @Test
  void refusesTooFewRows() {
    assertThatThrownBy(() -> train(TestData.points(49, 1, TestData.ABOVE)))
        .isInstanceOf(UnusableDataException.class)
        .hasMessage("49 labelled rows are fewer than train.minimum-rows, 50");
  }

  @Test
  void refusesASingleClass() {
    assertThatThrownBy(() -> train(TestData.points(100, 1, (x, y) -> true)))
        .isInstanceOf(UnusableDataException.class)
        .hasMessage("all 70 training rows have the same label");
  }
}
