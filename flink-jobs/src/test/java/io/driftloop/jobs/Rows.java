package io.driftloop.jobs;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Variant;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.schemas.row.RequestRow;
import java.util.Map;

/** Records for tests, of a model with two features and the classes down and up. */
public final class Rows {
  public static final String MODEL = "power";

  private Rows() {}

  public static RequestRow request(String id, long eventTime) {
    RequestRow row = new RequestRow();
    row.id = id;
    row.model = MODEL;
    row.eventTime = eventTime;
    row.features = new float[] {eventTime % 100, eventTime % 2};
    row.segments = Map.of("country", "nz");
    return row;
  }

  public static PredictionRow prediction(String id, long eventTime, String version) {
    PredictionRow row = new PredictionRow();
    row.id = id;
    row.model = MODEL;
    row.modelVersion = version;
    row.eventTime = eventTime;
    row.features = new float[] {eventTime % 100, eventTime % 2};
    row.segments = Map.of("country", "nz");
    row.scores = new float[] {0.1f, 0.9f};
    return row;
  }

  public static PredictionRow shadow(String id, long eventTime, String version) {
    PredictionRow row = prediction(id, eventTime, version);
    row.variant = Variant.SHADOW;
    return row;
  }

  public static LabelRow label(String id, String label, long knownAt) {
    LabelRow row = new LabelRow();
    row.id = id;
    row.model = MODEL;
    row.label = label;
    row.labeler = "meter";
    row.knownAt = knownAt;
    return row;
  }

  public static ActiveModel active(long generation, String champion) {
    return active(generation, FakeModels.ref(champion), null);
  }

  public static ActiveModel active(long generation, ModelRef champion, ModelRef shadow) {
    return ActiveModel.newBuilder()
        .setModel(MODEL)
        .setGeneration(generation)
        .setChampion(champion)
        .setShadow(shadow)
        .setChangedAt(generation)
        .build();
  }
}
