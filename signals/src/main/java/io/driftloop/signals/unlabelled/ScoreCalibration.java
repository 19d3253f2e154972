package io.driftloop.signals.unlabelled;

import io.driftloop.signals.profile.ScoreBlock;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a model's scores into probabilities that can be believed: one {@link Calibrator} a class
 * against all others, then normalised (Zadrozny, Elkan 2002). Of two classes the second has one and
 * the first gets the rest.
 */
public final class ScoreCalibration {
  private static final byte FORMAT = 1;
  private static final int MAX_CLASSES = 1000;

  private final int classes;
  private final List<Calibrator> calibrators;

  private ScoreCalibration(int classes, List<Calibrator> calibrators) {
    this.classes = classes;
    this.calibrators = calibrators;
  }

  /**
   * Fits on rows that the model was not trained on.
   *
   * @param scores class probabilities, a row each
   * @param labels the index of each row's class
   * @param classes number of classes, 1 to 1,000
   */
  public static ScoreCalibration fit(float[][] scores, int[] labels, int classes) {
    if (classes < 1 || classes > MAX_CLASSES || scores.length != labels.length) {
      throw new IllegalArgumentException(
          "%d rows with %d labels of %d classes".formatted(scores.length, labels.length, classes));
    }
    for (int label : labels) {
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "a label of %d is not one of %d classes".formatted(label, classes));
      }
    }
    List<Calibrator> calibrators = new ArrayList<>();
    for (int label = first(classes); label < classes; label++) {
      double[] column = new double[scores.length];
      boolean[] hits = new boolean[scores.length];
      for (int i = 0; i < scores.length; i++) {
        check(scores[i].length, classes);
        column[i] = scores[i][label];
        hits[i] = labels[i] == label;
      }
      calibrators.add(Calibrator.fit(column, hits));
    }
    return new ScoreCalibration(classes, calibrators);
  }

  /** The first class with a calibrator of its own. */
  private static int first(int classes) {
    return classes == 2 ? 1 : 0;
  }

  private static void check(int scores, int classes) {
    if (scores != classes) {
      throw new IllegalArgumentException("%d scores, expected %d".formatted(scores, classes));
    }
  }

  public int classes() {
    return classes;
  }

  /** Probabilities of the classes, together 1; equal ones where no class is likely. */
  public double[] calibrate(float[] scores) {
    double[] calibrated = new double[classes];
    calibrate(scores, calibrated);
    return calibrated;
  }

  /**
   * The same, into an array that the caller has already.
   *
   * @param into one place a class
   */
  void calibrate(float[] scores, double[] into) {
    check(scores.length, classes);
    calibrate(scores, classes, into);
  }

  /** The same for all rows of a block, row after row, into its own array. */
  double[] calibrate(ScoreBlock block) {
    check(block.classes(), classes);
    calibrate(block.scores(), block.rows() * classes, block.probabilities());
    return block.probabilities();
  }

  /** The same for all rows before {@code end}, row after row. */
  private void calibrate(float[] scores, int end, double[] into) {
    for (int label = first(classes); label < classes; label++) {
      calibrators.get(label - first(classes)).calibrate(scores, label, classes, end, into);
    }
    for (int row = 0; row < end; row += classes) {
      if (classes == 2) {
        into[row] = 1 - into[row + 1];
      } else {
        normalise(into, row);
      }
    }
  }

  private void normalise(double[] probabilities, int first) {
    double sum = 0;
    for (int i = 0; i < classes; i++) {
      sum += probabilities[first + i];
    }
    for (int i = first; i < first + classes; i++) {
      probabilities[i] = sum > 0 ? probabilities[i] / sum : 1.0 / classes;
    }
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(classes);
    for (Calibrator calibrator : calibrators) {
      calibrator.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no calibration of a known format
   */
  public static ScoreCalibration read(DataInput in) throws IOException {
    Wire.checkFormat(in, FORMAT, "score calibration");
    int classes = Wire.readSize(in, MAX_CLASSES);
    if (classes == 0) {
      throw new IOException("a calibration of no classes is damaged");
    }
    List<Calibrator> calibrators = new ArrayList<>();
    for (int label = first(classes); label < classes; label++) {
      calibrators.add(Calibrator.read(in));
    }
    return new ScoreCalibration(classes, calibrators);
  }
}
