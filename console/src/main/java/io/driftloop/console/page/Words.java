package io.driftloop.console.page;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.SignalKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says codes, figures and times as a person would: the page's language, kept in one place. */
final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH);
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

  private Words() {}

  /** A share or score with two decimals and no leading zero, such as .91; 1.00 stays. */
  static String figure(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.startsWith("0.") ? text.substring(1) : text.replace("-0.", "-.");
  }

  /** A count with separators of thousands, such as 45,312. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count with its noun, such as 1 row or 2 rows. */
  static String count(long value, String noun) {
    return count(value) + " " + noun + (value == 1 ? "" : "s");
  }

  /** A time in UTC, such as 14 Nov 1997, with hours and minutes where it is not midnight. */
  static String time(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    boolean midnight = millis % 86_400_000L == 0;
    return (midnight ? DAY : MINUTE).withZone(ZoneOffset.UTC).format(instant);
  }

  /** A sentence with its ISO times said as {@link #time} does. */
  static String withReadableTimes(String sentence) {
    return INSTANT
        .matcher(sentence)
        .replaceAll(match -> time(Instant.parse(padded(match.group())).toEpochMilli()));
  }

  private static String padded(String time) {
    return time.length() == "1997-11-14T00:00Z".length() ? time.replace("Z", ":00Z") : time;
  }

  /** A breached signal as a reason, such as "nswprice drifted: PSI .31, threshold .20". */
  static String reason(Signal signal) {
    String sentence = measured(signal);
    return signal.getSegment().isEmpty() ? sentence : sentence + ", in " + signal.getSegment();
  }

  private static String measured(Signal signal) {
    String subject = signal.getSubject();
    String value = figure(signal.getValue());
    String bound = bound(signal);
    return switch (signal.getKind()) {
      case "psi" -> subject + " drifted: PSI " + value + bound;
      case "jensen-shannon" -> subject + " drifted: distance " + value + bound;
      case "missing-rate" -> subject + " missing: share " + value + bound;
      case "unseen-rate" -> subject + " has unseen values: share " + value + bound;
      case "prediction-drift" -> "predictions drifted: distance " + value + bound;
      case "worst-slice" -> subject + ": " + value + " times the errors of all rows" + bound;
      case "label-disagreement" -> "labels contradict each other: share " + value + bound;
      case "label-bias" -> "labelled predictions differ from the rest: distance " + value + bound;
      default -> (signal.getKind() + " " + subject).trim() + " " + value + bound;
    };
  }

  private static String bound(Signal signal) {
    return signal.getThreshold() == null ? "" : ", threshold " + figure(signal.getThreshold());
  }

  /** What a signal's kind and subject are called, for a breach written as kind:subject. */
  static String breach(String breach) {
    int colon = breach.indexOf(':');
    String kind = colon < 0 ? breach : breach.substring(0, colon);
    String subject = colon < 0 ? "" : breach.substring(colon + 1);
    String name = kind.equals(SignalKind.PSI.wireName()) ? "PSI" : kind.replace('-', ' ');
    return subject.isEmpty() ? name : name + " of " + subject;
  }
}
