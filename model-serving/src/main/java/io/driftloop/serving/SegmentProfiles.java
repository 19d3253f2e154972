package io.driftloop.serving;

import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.monitor.SegmentSettings;
import io.driftloop.signals.profile.ReferenceBuilder;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;

/** Builds what later windows of a version's segments are compared with. */
public final class SegmentProfiles {
  /** A longer value has no reference: names of signals are no place for texts. */
  private static final int LONGEST_VALUE = 200;

  /** With more, an estimate's table of classes is too large to be kept for each segment. */
  private static final int MOST_CLASSES = 32;

  /** Bytes that all references of a version may take, half of what a package may hold of them. */
  private static final int ROOM = 1 << 25;

  private SegmentProfiles() {}

  /**
   * A reference for each of the most frequent values of each declared name: the segment's own rows
   * over the bins and seasons of the whole.
   *
   * @param whole the reference of all rows
   * @param training rows with their raw features
   * @param scored rows that the version was not trained on, with their class probabilities
   */
  public static SegmentReferences of(
      PredictionReference whole,
      SegmentSettings declared,
      SegmentRows training,
      SegmentRows scored) {
    int most = Math.min(declared.mostValues(), fitting(whole, declared.names().size()));
    Map<String, Map<String, PredictionReference>> references = new LinkedHashMap<>();
    for (String name : declared.names()) {
      Map<String, Part> parts = new LinkedHashMap<>();
      mostFrequent(name, most, training).forEach(value -> parts.put(value, new Part(whole)));
      eachRow(
          name,
          parts,
          training,
          (part, i) -> part.builder.addFeatures(training.values()[i], training.times()[i]));
      eachRow(
          name, parts, scored, (part, i) -> part.addScores(scored.values()[i], scored.times()[i]));
      Map<String, PredictionReference> values = new LinkedHashMap<>();
      parts.forEach((value, part) -> values.put(value, part.reference()));
      references.put(name, values);
    }
    return SegmentReferences.of(references);
  }

  private static void eachRow(
      String name, Map<String, Part> parts, SegmentRows rows, ObjIntConsumer<Part> add) {
    for (int i = 0; i < rows.values().length; i++) {
      Part part = parts.get(rows.segments().get(i).get(name));
      if (part != null) {
        add.accept(part, i);
      }
    }
  }

  /** How many values of each name there is room for: the size of a reference is that of any. */
  private static int fitting(PredictionReference whole, int names) {
    SegmentReferences one =
        SegmentReferences.of(Map.of("", Map.of("", new Part(whole).reference())));
    DataOutputStream counted = new DataOutputStream(OutputStream.nullOutputStream());
    try {
      one.write(counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Math.min(SegmentReferences.MOST_VALUES, ROOM / counted.size() / Math.max(1, names));
  }

  /** Values by the number of their rows; of as many, in the order of the alphabet. */
  private static List<String> mostFrequent(String name, int most, SegmentRows rows) {
    Map<String, Long> counts = new HashMap<>();
    for (Map<String, String> segments : rows.segments()) {
      String value = segments.get(name);
      if (value != null && value.length() <= LONGEST_VALUE) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The rows of one segment. */
  private static final class Part {
    private final ReferenceBuilder builder;
    private final Optional<HeldBackReference> heldBack;

    private Part(PredictionReference whole) {
      ReferenceProfile profile = whole.profile();
      ReferenceBuilder part =
          ReferenceBuilder.ofPart(profile.names(), profile.bins(), profile.classes());
      builder =
          profile
              .seasons()
              .map(known -> part.withSeason(known.season(), known.offsetSeconds()))
              .orElse(part);
      heldBack =
          whole
              .heldBack()
              .filter(known -> known.classes() <= MOST_CLASSES)
              .map(known -> known.ofPart(new ExpectedPerformance(known.classes())));
    }

    private void addScores(float[] scores, long time) {
      builder.addScores(scores, time);
      heldBack.ifPresent(known -> known.expected().add(known.calibration(), scores));
    }

    private PredictionReference reference() {
      return new PredictionReference(builder.build(), heldBack);
    }
  }
}
