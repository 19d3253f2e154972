package io.driftloop.jobs.profile;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/** Makes signals of the readings of a window. */
public final class WindowSignals {
  private WindowSignals() {}

  /**
   * A signal for each reading, and last the one that says that the window's signals are out.
   *
   * @param source what was evaluated: data or labels
   */
  public static List<Signal> of(
      PaneProfile pane, TimeWindow window, String source, List<Reading> readings) {
    long breaches = readings.stream().filter(Reading::breached).count();
    Reading last = Reading.windowEvaluated(breaches, pane.profile().rows());
    List<Signal> signals = new ArrayList<>();
    readings.forEach(
        reading -> signals.add(signal(pane, window, source, reading, reading.subject())));
    signals.add(signal(pane, window, source, last, source));
    return signals;
  }

  private static Signal signal(
      PaneProfile pane, TimeWindow window, String source, Reading reading, String subject) {
    String kind = reading.kind().wireName();
    Judgement judgement = reading.judgement();
    String id =
        String.join(
            "/",
            pane.model(),
            pane.version(),
            pane.variant(),
            source,
            kind,
            subject,
            String.valueOf(window.getStart()));
    return Signal.newBuilder()
        .setId(id)
        .setModel(pane.model())
        .setModelVersion(pane.version())
        .setVariant(pane.variant())
        .setKind(kind)
        .setSubject(subject)
        .setSegment(reading.segment())
        .setWindowStart(window.getStart())
        .setWindowEnd(window.getEnd())
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
