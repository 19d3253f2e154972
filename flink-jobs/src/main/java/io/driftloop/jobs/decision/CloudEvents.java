package io.driftloop.jobs.decision;

import io.driftloop.schemas.Alert;
import io.driftloop.schemas.AlertData;
import io.driftloop.schemas.FeatureShare;
import io.driftloop.schemas.Signal;
import io.driftloop.signals.diagnosis.Concern;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * Makes CloudEvents of what a person is called for. Their id follows from the window and what was
 * found, so that an alert that is delivered twice can be told.
 */
final class CloudEvents {
  private static final String SIGNATURE = "io.driftloop.signature";
  private static final String BREACH = "io.driftloop.breach";

  private CloudEvents() {}

  static Alert of(Signal closing, Concern concern) {
    String end = Instant.ofEpochMilli(closing.getWindowEnd()).toString();
    String subject = closing.getModelVersion() + "/" + concern.name() + in(concern);
    return Alert.newBuilder()
        .setId(String.join("/", closing.getModel(), subject, Decisions.source(closing), end))
        .setSource(
            "/driftloop/models/"
                + URLEncoder.encode(closing.getModel(), StandardCharsets.UTF_8).replace("+", "%20"))
        .setType(concern.signature() ? SIGNATURE : BREACH)
        .setSubject(subject)
        .setTime(end)
        .setSeverity(concern.severity().name().toLowerCase(Locale.ROOT))
        .setData(
            AlertData.newBuilder()
                .setModel(closing.getModel())
                .setModelVersion(closing.getModelVersion())
                .setWindowStart(Instant.ofEpochMilli(closing.getWindowStart()).toString())
                .setWindowEnd(end)
                .setName(concern.name())
                .setSegment(concern.segment())
                .setSentence(concern.sentence())
                .setEvidence(concern.evidence())
                .setFeatures(
                    concern.features().stream()
                        .map(feature -> new FeatureShare(feature.feature(), feature.share()))
                        .toList())
                .build())
        .build();
  }

  private static String in(Concern concern) {
    return concern.segment().isEmpty() ? "" : "/" + concern.segment();
  }
}
