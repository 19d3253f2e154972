package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.Scores;
import io.driftloop.signals.unlabelled.ExpectedPerformance;
import io.driftloop.signals.unlabelled.ScoreCalibration;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * How a version's scores met the labels of rows that it was not trained on: what estimates of
 * quality without labels rest on, and what segments and slices are compared with. Of rows it holds
 * but a bounded sample of codes.
 *
 * @param confusion counts by predicted class, then true class
 * @param calibration turns scores into probabilities that can be believed
 * @param expected the performance that calibrated scores foretell of these rows themselves
 * @param outcomes the rows by class, segment and slice; empty where an older version kept none
 */
public record HeldBackReference(
    long[][] confusion,
    ScoreCalibration calibration,
    ExpectedPerformance expected,
    Optional<OutcomeProfile> outcomes) {
  private static final byte FIRST_FORMAT = 1;
  private static final byte FORMAT = 2;
  private static final int MAX_CLASSES = 1000;

  /**
   * The reference of rows with labels.
   *
   * @param scores class probabilities, a row each
   * @param labels the index of each row's class
   */
  public static HeldBackReference of(float[][] scores, int[] labels, int classes) {
    ScoreCalibration calibration = ScoreCalibration.fit(scores, labels, classes);
    ExpectedPerformance expected = new ExpectedPerformance(classes);
    long[][] confusion = new long[classes][classes];
    for (int i = 0; i < scores.length; i++) {
      expected.add(calibration, scores[i]);
      confusion[Scores.top(scores[i])][labels[i]]++;
    }
    return new HeldBackReference(confusion, calibration, expected, Optional.empty());
  }

  /** The same, with the rows by class, segment and slice. */
  public HeldBackReference with(OutcomeProfile outcomes) {
    return new HeldBackReference(confusion, calibration, expected, Optional.of(outcomes));
  }

  /**
   * The same of a part of these rows, whose scores are calibrated like those of all.
   *
   * @param expected the performance that calibrated scores foretell of the part
   */
  public HeldBackReference ofPart(ExpectedPerformance expected) {
    return new HeldBackReference(confusion, calibration, expected, Optional.empty());
  }

  public int classes() {
    return confusion.length;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(confusion.length);
    for (long[] row : confusion) {
      Wire.writeCounts(row, out);
    }
    calibration.write(out);
    expected.write(out);
    out.writeBoolean(outcomes.isPresent());
    if (outcomes.isPresent()) {
      outcomes.get().write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote, or an older version's.
   *
   * @throws IOException where the bytes are no such reference of a known format
   */
  public static HeldBackReference read(DataInput in) throws IOException {
    byte format = in.readByte();
    if (format < FIRST_FORMAT || format > FORMAT) {
      throw new IOException("held-back reference format %d is unknown".formatted(format));
    }
    int classes = Wire.readSize(in, MAX_CLASSES);
    long[][] confusion = new long[classes][];
    for (int i = 0; i < classes; i++) {
      confusion[i] = Wire.readCounts(in, classes);
    }
    ScoreCalibration calibration = ScoreCalibration.read(in);
    if (calibration.classes() != classes) {
      throw new IOException(
          "a calibration of %d classes, expected %d".formatted(calibration.classes(), classes));
    }
    ExpectedPerformance expected = ExpectedPerformance.read(in);
    Optional<OutcomeProfile> outcomes =
        format > FIRST_FORMAT && in.readBoolean()
            ? Optional.of(OutcomeProfile.read(in))
            : Optional.empty();
    return new HeldBackReference(confusion, calibration, expected, outcomes);
  }
}
