package io.driftloop.jobs.profile;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Makes signals of the readings of a window. */
public final class WindowSignals {
  private WindowSignals() {}

  /**
   * A signal for each reading.
   *
   * @param owner model, version and variant
   * @param span the window, or the block of windows, that was read
   * @param source what was evaluated: data or labels
   */
  public static List<Signal> of(
      Tuple3<String, String, String> owner,
      TimeWindow span,
      String source,
      List<Reading> readings) {
    return readings.stream()
        .map(reading -> signal(owner, span, source, reading, reading.subject()))
        .toList();
  }

  /** The signal that says that all of a window are out. */
  public static Signal closing(
      PaneProfile pane, TimeWindow window, String source, List<Reading> readings) {
    long breaches = readings.stream().filter(Reading::breached).count();
    Reading last = Reading.windowEvaluated(breaches, pane.profile().rows());
    return signal(pane.owner(), window, source, last, source);
  }

  private static Signal signal(
      Tuple3<String, String, String> owner,
      TimeWindow span,
      String source,
      Reading reading,
      String subject) {
    String kind = reading.kind().wireName();
    Judgement judgement = reading.judgement();
    String id =
        String.join(
            "/",
            owner.f0,
            owner.f1,
            owner.f2,
            source,
            kind,
            subject,
            reading.segment(),
            String.valueOf(span.getStart()),
            String.valueOf(span.getEnd()));
    return Signal.newBuilder()
        .setId(id)
        .setModel(owner.f0)
        .setModelVersion(owner.f1)
        .setVariant(owner.f2)
        .setKind(kind)
        .setSubject(subject)
        .setSegment(reading.segment())
        .setWindowStart(span.getStart())
        .setWindowEnd(span.getEnd())
        .setValue(reading.value())
        .setReference(known(judgement.reference()))
        .setReferenceCount(judgement.referenceCount() > 0 ? judgement.referenceCount() : null)
        .setThreshold(known(judgement.threshold()))
        .setMethod(judgement.method())
        .setPValue(known(judgement.pValue()))
        .setEvidence(reading.evidence())
        .setSampleCount(reading.sampleCount())
        .setBreached(judgement.breached())
        .setSeverity(reading.severity().name())
        .build();
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
