package io.driftloop.signals.detector;

import io.driftloop.signals.Judgement;
import io.driftloop.signals.Reading;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.severity.Severity;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * A published detector on a version's stream of errors. What it finds is told once a window, at the
 * window's first change, so that a detector that alarms at every row does not flood anybody.
 */
public final class ErrorWatch {
  private static final byte FORMAT = 1;

  private final DetectorKind kind;
  private final ChangeDetector detector;
  private long rows;
  private long errors;
  private long changes;
  private long toldWindow;

  private ErrorWatch(DetectorKind kind, ChangeDetector detector) {
    this.kind = kind;
    this.detector = detector;
    this.toldWindow = Long.MIN_VALUE;
  }

  /** A watch that has seen nothing; {@code seed} is of detectors that draw by chance. */
  public static ErrorWatch of(DetectorKind kind, long seed) {
    return new ErrorWatch(kind, kind.create(seed));
  }

  /** What a detector is called in configuration and signals. */
  public static String name(DetectorKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Takes the next row.
   *
   * @param error whether the prediction was wrong
   * @param window in which the row counts; never an earlier one than before
   * @param breaches whether a change is a breach
   * @return the reading of a change, with the error rate since the one before; empty where there is
   *     none, or one was told of this window
   */
  public Optional<Reading> add(boolean error, long window, boolean breaches) {
    rows++;
    errors += error ? 1 : 0;
    if (detector.add(error ? 1 : 0) != ChangeLevel.CHANGE) {
      return Optional.empty();
    }
    changes++;
    Reading reading =
        Reading.of(SignalKind.ERROR_STREAM, name(kind), (double) errors / rows, rows)
            .judged(new Judgement(name(kind), Double.NaN, 0, Double.NaN, Double.NaN, breaches))
            .severe(breaches ? Severity.WARNING : Severity.INFO)
            .with("changes", changes);
    rows = 0;
    errors = 0;
    if (toldWindow == window) {
      return Optional.empty();
    }
    toldWindow = window;
    return Optional.of(reading);
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeUTF(kind.name());
    out.writeLong(rows);
    out.writeLong(errors);
    out.writeLong(changes);
    out.writeLong(toldWindow);
    detector.write(out);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no watch of a known format
   */
  public static ErrorWatch read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "error watch");
    String name = in.readUTF();
    DetectorKind kind;
    try {
      kind = DetectorKind.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IOException("no detector is called " + name, e);
    }
    long rows = Wire.readCount(in);
    long errors = Wire.readCount(in);
    long changes = Wire.readCount(in);
    long toldWindow = in.readLong();
    ErrorWatch watch = new ErrorWatch(kind, kind.read(in));
    watch.rows = rows;
    watch.errors = errors;
    watch.changes = changes;
    watch.toldWindow = toldWindow;
    return watch;
  }
}
