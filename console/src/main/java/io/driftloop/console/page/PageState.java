package io.driftloop.console.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the page shows, as it travels to the browser in JSON. Times are milliseconds of event time
 * since 1970-01-01T00:00Z; columns of a chart have equal lengths, with null where a window has no
 * such figure.
 *
 * @param revision grows with every change; two states of one revision are the same
 * @param trouble why the page may be out of date; empty where all is well
 * @param flink address of the Flink web UI; null where none is known
 * @param models at least one: a nameless one that waits for everything, where none is known
 */
public record PageState(
    long revision,
    String trouble,
    String flink,
    Progress progress,
    DeadLetters deadLetters,
    List<Model> models) {

  /**
   * How far the input has come.
   *
   * @param rows rows sent; 0 where nobody counts
   * @param total rows in all; 0 where unknown
   * @param eventTime the newest event time; null before the first
   */
  public record Progress(long rows, long total, Long eventTime) {}

  /** Records turned away, by error code, and what the last one was turned away for. */
  public record DeadLetters(long count, Map<String, Long> byCode, String last) {}

  /** One model's loop. */
  public record Model(
      String name,
      Status status,
      List<Step> strip,
      Accuracy accuracy,
      Confidence confidence,
      Drift drift,
      Signals signals,
      List<Finding> findings,
      List<Proposal> proposals,
      List<Segment> segments,
      List<Swap> swaps,
      List<Retraining> retrainings,
      List<HoldCount> holdCounts,
      List<Hold> holds) {}

  /**
   * The one sentence on top.
   *
   * @param level one of {@link Level} in lower case
   */
  public record Status(String level, String sentence) {}

  /**
   * A step of the loop strip.
   *
   * @param state one of {@link Level} in lower case
   * @param figure the short figure under the step
   * @param detail one line that explains it
   */
  public record Step(String name, String state, String figure, String detail) {}

  /** How things are: nothing seen yet, well, at work, or worth a look. */
  public enum Level {
    WAITING,
    OK,
    BUSY,
    ATTENTION;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Live accuracy by window: of what served, and of the frozen version in its shadow. */
  public record Accuracy(
      List<Long> time, List<Double> loop, List<Double> frozen, List<Double> threshold) {}

  /** Mean top score by window, its reference, and the band that it may move in. */
  public record Confidence(
      List<Long> time,
      List<Double> value,
      List<Double> reference,
      List<Double> lower,
      List<Double> upper) {}

  /**
   * Features by how far they are from the reference, worst first.
   *
   * @param features number of features measured, of which those that drifted most are listed
   */
  public record Drift(int features, int breached, List<Feature> worst) {}

  /** One feature's PSI: the last window's, and those before it, oldest first. */
  public record Feature(
      String name, Double psi, Double threshold, boolean breached, List<Double> history) {}

  /**
   * The newest measurements, worst first.
   *
   * @param measured how many there are, of which some are listed
   */
  public record Signals(int measured, List<Measured> worst) {}

  /**
   * One measurement with its verdict. Figures that are unknown are null.
   *
   * @param severity info, warning or critical
   * @param evidence further figures by name
   */
  public record Measured(
      String kind,
      String subject,
      String segment,
      String version,
      long from,
      long to,
      String method,
      Double value,
      Double reference,
      Double threshold,
      Double pValue,
      long rows,
      Long referenceRows,
      boolean breached,
      String severity,
      Map<String, Double> evidence) {}

  /**
   * A failure with a name, or a breach that calls a person.
   *
   * @param severity warning or critical; empty where nobody was called, for it was told of late
   * @param features that changed most, first the one with the largest share
   */
  public record Finding(
      long at,
      String version,
      String name,
      String segment,
      String severity,
      String sentence,
      List<FeatureShare> features) {}

  /** A feature's share in the change, 0 to 1. */
  public record FeatureShare(String name, Double share) {}

  /** Something that can be done; a larger score is more urgent. */
  public record Proposal(long at, String action, String segment, Double score, String reason) {}

  /**
   * A segment where errors gather.
   *
   * @param errorRatio its error rate over that of all rows
   * @param support labelled rows of it
   * @param share of the rows, 0 to 1; null where it is not known
   */
  public record Segment(
      String name, Double errorRatio, long support, Double share, boolean breached) {}

  /** A change of the serving version. */
  public record Swap(long generation, String version, long at, String why) {}

  /**
   * A retraining, from the request to its end.
   *
   * @param status running, rolling back, published, rejected, failed, rolled back or unknown
   * @param moreReasons reasons beyond those listed
   * @param championAccuracy on the held-back rows; null where it was not measured
   * @param seconds wall-clock seconds of the work; null while it runs
   */
  public record Retraining(
      String requestId,
      long at,
      String status,
      List<String> reasons,
      int moreReasons,
      String fromVersion,
      String version,
      Double championAccuracy,
      Double challengerAccuracy,
      Long rows,
      Double seconds,
      String why) {}

  /** How often a window asked for nothing, for one reason. */
  public record HoldCount(String reason, String meaning, long windows) {}

  /** A window that asked for nothing in spite of a breach. */
  public record Hold(long at, String meaning, String detail, List<String> breaches) {}

  /** The value with four decimals, which is all a chart shows; null where it is no number. */
  static Double finite(Double value) {
    return value == null || !Double.isFinite(value) ? null : Math.rint(value * 1e4) / 1e4;
  }

  /** The value with four significant digits, as p-values need; null where it is no number. */
  static Double precise(Double value) {
    return value == null || !Double.isFinite(value)
        ? null
        : new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }
}
