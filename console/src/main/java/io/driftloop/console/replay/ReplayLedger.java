package io.driftloop.console.replay;

import io.driftloop.schemas.DeadLetter;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.Prediction;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.Variant;
import io.driftloop.signals.SignalKind;
import io.driftloop.signals.profile.Scores;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the topics hold of a replay, counted by distinct row as it is read back; rows of others that
 * use the same topics are left out.
 */
final class ReplayLedger {
  private final ReplayData data;
  private final RowIds ids;
  private final Tally requests = new Tally();
  private final Tally champion = new Tally();
  private final Tally shadow = new Tally();
  private final Tally labels = new Tally();
  private final Tally joined = new Tally();
  private final String[] championVersions;
  private final Set<String> signalIds = new HashSet<>();
  private final Map<String, Integer> signals = new TreeMap<>();
  private int newestRow = -1;
  private int championRight;
  private int shadowRight;
  private int unmatched;
  private int deadLetters;
  private int signalsRepeated;

  ReplayLedger(ReplayData data, RowIds ids) {
    this.data = data;
    this.ids = ids;
    this.championVersions = new String[data.rows().size()];
  }

  void request(String id) {
    index(id).ifPresent(requests::add);
  }

  /** The row; empty for somebody else's. */
  OptionalInt label(String id) {
    OptionalInt row = index(id);
    row.ifPresent(labels::add);
    return row;
  }

  /** Whether a row's label was read back. */
  boolean labelled(int row) {
    return labels.has(row);
  }

  void trainingExample(String id) {
    index(id).ifPresent(joined::add);
  }

  /** The row, where the prediction is the first of its row and role. */
  OptionalInt prediction(Prediction prediction) {
    OptionalInt row = index(prediction.getId());
    if (row.isEmpty()) {
      return row;
    }
    boolean right = right(row.getAsInt(), prediction.getScores());
    if (prediction.getVariant() == Variant.SHADOW) {
      boolean fresh = shadow.add(row.getAsInt());
      shadowRight += fresh && right ? 1 : 0;
      return fresh ? row : OptionalInt.empty();
    }
    boolean fresh = champion.add(row.getAsInt());
    if (!fresh) {
      return OptionalInt.empty();
    }
    championRight += right ? 1 : 0;
    championVersions[row.getAsInt()] = prediction.getModelVersion();
    newestRow = Math.max(newestRow, row.getAsInt());
    return row;
  }

  private boolean right(int row, List<Float> scores) {
    float[] array = new float[scores.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = scores.get(i);
    }
    String answer = data.schema().classes().get(Scores.top(array));
    return answer.equals(data.rows().get(row).label());
  }

  void deadLetter(DeadLetter letter) {
    if (letter.getErrorCode().equals(ErrorCode.UNMATCHED_LABEL.name())) {
      unmatched++;
    } else {
      deadLetters++;
    }
  }

  void signal(Signal signal) {
    if (signal.getKind().equals(SignalKind.WINDOW_EVALUATED.wireName())) {
      return;
    }
    if (signalIds.add(signal.getId())) {
      signals.merge(signal.getKind(), 1, Integer::sum);
    } else {
      signalsRepeated++;
    }
  }

  /** The version that answered a row; null while none has. */
  String championVersion(int row) {
    return championVersions[row];
  }

  /** The version that answered the newest row; empty before the first answer. */
  String newestVersion() {
    return newestRow < 0 ? "" : championVersions[newestRow];
  }

  int answered() {
    return champion.distinct();
  }

  /** Whether every answered row was scored in shadow too, or none was. */
  boolean shadowComplete() {
    return shadow.distinct() == 0 || shadow.distinct() == champion.distinct();
  }

  /** Whether all that the label client said has come to an end. */
  boolean labelsSettled(int sent) {
    return labels.distinct() == sent && joined.distinct() + unmatched >= sent;
  }

  BalanceCheck.Counts counts() {
    return new BalanceCheck.Counts(
        data.stream().size(),
        requests.distinct(),
        champion.distinct(),
        shadow.distinct(),
        labels.distinct(),
        joined.distinct(),
        unmatched,
        deadLetters,
        requests.repeated()
            + champion.repeated()
            + shadow.repeated()
            + labels.repeated()
            + joined.repeated()
            + signalsRepeated);
  }

  Map<String, Integer> signals() {
    return signals;
  }

  /** Changes of the answering version from one row to the next. */
  int swaps() {
    int swaps = 0;
    String before = null;
    for (String version : championVersions) {
      if (version != null && before != null && !version.equals(before)) {
        swaps++;
      }
      before = version == null ? before : version;
    }
    return swaps;
  }

  /** Share of answered rows that the champion answered right. */
  double championAccuracy() {
    return share(championRight, champion.distinct());
  }

  ReplayReport.Accuracy accuracy() {
    return new ReplayReport.Accuracy(
        championAccuracy(),
        shadow.distinct() == 0 ? null : share(shadowRight, shadow.distinct()),
        lastKnownLabel());
  }

  private double lastKnownLabel() {
    int right = 0;
    for (ReplayRow row : data.stream()) {
      int known = row.index() - data.labelDelayRows();
      right += known >= 0 && data.rows().get(known).label().equals(row.label()) ? 1 : 0;
    }
    return share(right, data.stream().size());
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : part / (double) whole;
  }

  private OptionalInt index(String id) {
    OptionalInt index = ids.index(id);
    return index.isPresent() && index.getAsInt() < championVersions.length
        ? index
        : OptionalInt.empty();
  }
}
