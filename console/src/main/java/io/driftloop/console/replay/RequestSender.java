package io.driftloop.console.replay;

import io.driftloop.schemas.InferenceRequest;
import io.driftloop.schemas.Label;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import java.util.ArrayList;
import java.util.List;

/** The two clients that write: one asks, the other says later what turned out to be true. */
final class RequestSender implements RowSender {
  private final RowProducer producer;
  private final Codec<InferenceRequest> requests = Codec.of(InferenceRequest.class);
  private final Codec<Label> labels = Codec.of(Label.class);
  private final String model;
  private final RowIds ids;

  RequestSender(String bootstrapServers, String model, RowIds ids) {
    this.model = model;
    this.ids = ids;
    producer = new RowProducer(bootstrapServers);
  }

  @Override
  public void row(ReplayRow row) {
    List<Float> features = new ArrayList<>(row.features().length);
    for (float value : row.features()) {
      features.add(value);
    }
    InferenceRequest request =
        InferenceRequest.newBuilder()
            .setId(ids.of(row.index()))
            .setModel(model)
            .setEventTime(row.eventTime())
            .setFeatures(features)
            .setSegments(row.segments())
            .build();
    producer.send(
        Topics.INFERENCE_REQUESTS, row.eventTime(), request.getId(), requests.encode(request));
  }

  @Override
  public void label(ReplayRow row) {
    Label label =
        Label.newBuilder()
            .setId(ids.of(row.index()))
            .setModel(model)
            .setLabel(row.label())
            .setLabeler("replay")
            .setKnownAt(row.knownAt())
            .build();
    producer.send(Topics.LABELS, row.knownAt(), label.getId(), labels.encode(label));
  }

  @Override
  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
