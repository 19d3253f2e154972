package io.driftloop.signals.monitor;

import io.driftloop.signals.fairness.GroupOutcomes;
import io.driftloop.signals.fairness.GroupOutcomes.Label;
import io.driftloop.signals.sample.RowHash;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Outcomes by segment, of a bounded number of segments: those whose names have the smallest hashes,
 * so that merging two equals one pass over the rows of both. One that has been left out never comes
 * back, and so none that is held has missed a row.
 */
public final class OutcomeGroups {
  /** Segments held. */
  public static final int CAPACITY = 200;

  /** Without corrections. */
  private static final byte FIRST_FORMAT = 1;

  private static final byte FORMAT = 2;

  /** One segment's counts. */
  public static final class Group {
    private final String name;
    private final GroupOutcomes outcomes;
    private long hits;
    private long contradicted;

    private Group(String name, GroupOutcomes outcomes, long hits, long contradicted) {
      this.name = name;
      this.outcomes = outcomes;
      this.hits = hits;
      this.contradicted = contradicted;
    }

    /** The segment, as name=value. */
    public String name() {
      return name;
    }

    public long rows() {
      return outcomes.rows();
    }

    /** Rows that were predicted right. */
    public long hits() {
      return hits;
    }

    /** Rows whose first label another one took the place of. */
    public long contradicted() {
      return contradicted;
    }

    /** Counts by whether the favoured class was predicted, and was right. */
    public GroupOutcomes outcomes() {
      return outcomes;
    }
  }

  private final TreeMap<Integer, Group> groups = new TreeMap<>();

  /** The number that stands for a segment, from 0; two segments of one number count as one. */
  public static int code(String segment) {
    return (int) (RowHash.of(segment, 0) >>> 33);
  }

  void add(String segment, boolean favoured, Label label, boolean hit) {
    group(segment)
        .ifPresent(
            group -> {
              group.outcomes.add(favoured, label);
              group.hits += hit ? 1 : 0;
            });
  }

  /** Takes an outcome back, also one that was added to another part. */
  void remove(String segment, boolean favoured, Label label, boolean hit) {
    group(segment)
        .ifPresent(
            group -> {
              group.outcomes.remove(favoured, label);
              group.hits -= hit ? 1 : 0;
            });
  }

  /** Notes that a row's first label was contradicted, also a row of another part. */
  void contradict(String segment) {
    group(segment).ifPresent(group -> group.contradicted++);
  }

  /** The segment's counts; empty where it is left out. */
  private Optional<Group> group(String segment) {
    int code = code(segment);
    Group group = groups.get(code);
    if (group == null) {
      if (full() && code > groups.lastKey()) {
        return Optional.empty();
      }
      group = new Group(segment, new GroupOutcomes(), 0, 0);
      put(code, group);
    }
    return Optional.of(group);
  }

  private boolean full() {
    return groups.size() >= CAPACITY;
  }

  private void put(int code, Group group) {
    groups.put(code, group);
    if (groups.size() > CAPACITY) {
      groups.pollLastEntry();
    }
  }

  void merge(OutcomeGroups other) {
    other.groups.forEach(
        (code, theirs) -> {
          Group mine = groups.get(code);
          if (mine == null) {
            mine = new Group(theirs.name, new GroupOutcomes(), 0, 0);
            put(code, mine);
          }
          mine.outcomes.merge(theirs.outcomes);
          mine.hits += theirs.hits;
          mine.contradicted += theirs.contradicted;
        });
  }

  /** The segments held, in a fixed order. */
  public Collection<Group> all() {
    return Collections.unmodifiableCollection(groups.values());
  }

  /** The counts of a segment, as name=value; empty where it is not held. */
  public Optional<Group> find(String segment) {
    return Optional.ofNullable(groups.get(code(segment)));
  }

  /** The segment that a code stands for; empty where it is not held. */
  public Optional<String> name(int code) {
    return Optional.ofNullable(groups.get(code)).map(Group::name);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(groups.size());
    for (Group group : groups.values()) {
      out.writeUTF(group.name);
      out.writeLong(group.hits);
      out.writeLong(group.contradicted);
      group.outcomes.write(out);
    }
  }

  static OutcomeGroups read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format != FIRST_FORMAT && format != FORMAT) {
      throw new IOException("outcome groups format %d is unknown".formatted(format));
    }
    OutcomeGroups read = new OutcomeGroups();
    int size = Wire.readSize(in, CAPACITY);
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      long hits = in.readLong();
      long contradicted = format == FIRST_FORMAT ? 0 : in.readLong();
      read.groups.put(code(name), new Group(name, GroupOutcomes.read(in), hits, contradicted));
    }
    return read;
  }
}
