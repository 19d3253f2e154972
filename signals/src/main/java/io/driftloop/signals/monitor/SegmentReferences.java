package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is normal for each segment of a version's rows: counts of the segment's own training rows
 * over the version's bins. A segment that always differs from the whole is compared with itself.
 */
public final class SegmentReferences {
  /** Names that a version may have. */
  public static final int MOST_NAMES = 32;

  /** Values that a name may have. */
  public static final int MOST_VALUES = 1000;

  private static final byte FORMAT = 1;
  private static final SegmentReferences NONE = new SegmentReferences(Map.of());

  /**
   * One segment.
   *
   * @param segment as name=value
   * @param place among the values of its name, 0 for the one with most training rows
   */
  public record Segment(String segment, int place, PredictionReference reference) {}

  private final Map<String, Map<String, Segment>> names = new LinkedHashMap<>();
  private final Map<String, Segment> all = new LinkedHashMap<>();

  private SegmentReferences(Map<String, ? extends Map<String, PredictionReference>> references) {
    references.forEach(
        (name, values) -> {
          Map<String, Segment> segments = new LinkedHashMap<>();
          values.forEach(
              (value, reference) ->
                  segments.put(value, new Segment(word(name, value), segments.size(), reference)));
          names.put(name, segments);
          segments.values().forEach(segment -> all.put(segment.segment(), segment));
        });
  }

  /** No segment has a reference. */
  public static SegmentReferences none() {
    return NONE;
  }

  /**
   * References by name, then value.
   *
   * @param references the values of each name in the order of their training rows, most first
   */
  public static SegmentReferences of(
      Map<String, ? extends Map<String, PredictionReference>> references) {
    return new SegmentReferences(references);
  }

  /** A segment as signals name it. */
  public static String word(String name, String value) {
    return name + "=" + value;
  }

  /** The segment of a name and value; empty where it has no reference. */
  public Optional<Segment> find(String name, String value) {
    Map<String, Segment> values = names.get(name);
    return values == null ? Optional.empty() : Optional.ofNullable(values.get(value));
  }

  /** The reference of a segment, as name=value; empty where it has none. */
  public Optional<PredictionReference> find(String segment) {
    return Optional.ofNullable(all.get(segment)).map(Segment::reference);
  }

  /** All segments, name by name, those with most training rows first. */
  public Collection<Segment> all() {
    return Collections.unmodifiableCollection(all.values());
  }

  /** Segments that are measured: as many tests share the segments' part of the budget. */
  public int measured(SegmentSettings settings) {
    return settings.names().stream()
        .distinct()
        .mapToInt(
            name -> Math.min(settings.mostValues(), names.getOrDefault(name, Map.of()).size()))
        .sum();
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(names.size());
    for (Map.Entry<String, Map<String, Segment>> name : names.entrySet()) {
      out.writeUTF(name.getKey());
      out.writeInt(name.getValue().size());
      for (Map.Entry<String, Segment> value : name.getValue().entrySet()) {
        out.writeUTF(value.getKey());
        write(value.getValue().reference(), out);
      }
    }
  }

  /** How scores met labels is the whole version's, but for the performance that they foretell. */
  private static void write(PredictionReference reference, DataOutput out) throws IOException {
    reference.profile().write(out);
    out.writeBoolean(reference.heldBack().isPresent());
    if (reference.heldBack().isPresent()) {
      reference.heldBack().get().expected().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param heldBack the whole version's, which is not written again for each segment
   * @throws IOException where the bytes are no references of a known format
   */
  public static SegmentReferences read(DataInput in, Optional<HeldBackReference> heldBack)
      throws IOException {
    Wire.checkFormat(in, FORMAT, "segment references");
    Map<String, Map<String, PredictionReference>> references = new LinkedHashMap<>();
    int size = Wire.readSize(in, MOST_NAMES);
    for (int i = 0; i < size; i++) {
      Map<String, PredictionReference> values = new LinkedHashMap<>();
      references.put(in.readUTF(), values);
      int count = Wire.readSize(in, MOST_VALUES);
      for (int j = 0; j < count; j++) {
        values.put(in.readUTF(), readReference(in, heldBack));
      }
    }
    return new SegmentReferences(references);
  }

  private static PredictionReference readReference(
      DataInput in, Optional<HeldBackReference> heldBack) throws IOException {
    ReferenceProfile profile = ReferenceProfile.read(in);
    if (!in.readBoolean()) {
      return new PredictionReference(profile, Optional.empty());
    }
    ExpectedPerformance expected = ExpectedPerformance.read(in);
    HeldBackReference whole =
        heldBack.orElseThrow(() -> new IOException("segments with labels of a whole without"));
    return new PredictionReference(profile, Optional.of(whole.ofPart(expected)));
  }
}
