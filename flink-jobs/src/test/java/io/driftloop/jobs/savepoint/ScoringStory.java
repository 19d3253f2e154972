package io.driftloop.jobs.savepoint;

import io.driftloop.config.Options;
import io.driftloop.jobs.CollectingSink;
import io.driftloop.jobs.FakeModels;
import io.driftloop.jobs.Rows;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.scoring.ScoringJob;
import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Two models: one serves before the savepoint, requests of the other wait for it. */
final class ScoringStory extends Story {
  static final String LATER = "later";
  static final int ROWS = 20;

  final CollectingSink<PredictionRow> predictions = new CollectingSink<>();
  final CollectingSink<DeadLetter> deadLetters = new CollectingSink<>();

  @Override
  String job() {
    return ScoringJob.NAME;
  }

  @Override
  Map<String, String> options() {
    return Map.of("scoring.unknown-model-wait", "30d");
  }

  @Override
  void build(Inputs inputs, Options options) {
    ActiveModel later = Rows.active(1, "v5");
    later.setModel(LATER);
    ScoringJob.build(
        new ScoringJob.Sources(
            inputs.rows("scoring-in", RecordKinds.REQUESTS, before(), requests("after", 0)),
            inputs.control(
                "scoring-control",
                RecordKinds.ACTIVE_MODELS,
                List.of(
                    Rows.active(1, "v1"),
                    Rows.active(2, FakeModels.ref("v2"), FakeModels.ref("v1"))),
                List.of(later)),
            FakeModels::loader),
        new ScoringJob.Sinks(predictions, deadLetters),
        options);
  }

  private static List<RequestRow> before() {
    List<RequestRow> rows = requests("waiting", ROWS);
    rows.forEach(row -> row.model = LATER);
    return Stream.of(requests("before", 0), rows).flatMap(List::stream).toList();
  }

  private static List<RequestRow> requests(String name, int from) {
    return IntStream.range(from, from + ROWS).mapToObj(i -> Rows.request(name + i, i)).toList();
  }

  @Override
  boolean told() {
    return predictions.records().stream().map(row -> row.id).distinct().count() == ROWS;
  }
}
