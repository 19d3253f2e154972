package io.driftloop.console.replay;

import io.driftloop.console.replay.ReplayListener.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Replays a labelled stream as three live clients would: one asks, one reads the answers, one says
 * later what turned out to be true.
 *
 * <p>In the world of the data hours lie between windows, so event time must not run ahead of the
 * loop: after a window's rows the replay waits until both evaluations of the window were decided
 * on, and while a retraining is in flight. A watermark passes a window's end only when every
 * partition has a younger record, so a few rows of the next window go out before that wait.
 */
public final class Replay {
  /** Rows sent together past a window's end, until every partition has passed it. */
  private static final int AHEAD = 4;

  private static final int POLL_EVERY = 64;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final ReplayData data;
  private final ReplaySettings settings;
  private final ReplayListener listener;
  private final List<ReplayRow> rows;
  private final RowSender sender;
  private final ReadBack readBack;
  private final long started = System.nanoTime();
  private int sent;
  private int labelled;

  private Replay(
      ReplayData data,
      ReplaySettings settings,
      ReplayListener listener,
      RowSender sender,
      ReadBack readBack) {
    this.data = data;
    this.settings = settings;
    this.listener = listener;
    this.rows = data.stream();
    this.sender = sender;
    this.readBack = readBack;
  }

  /** What a replay ended with. */
  public record Result(ReplayReport report, List<String> brokenBalances) {}

  /**
   * Replays all rows after the first model's.
   *
   * @param host who runs the model
   * @param idPrefix what the ids of this replay's requests start with; no two replays share one
   * @param health throws where the loop's other parts no longer run
   */
  public static Result run(
      ModelHost host,
      String bootstrapServers,
      String idPrefix,
      ReplayData data,
      ReplaySettings settings,
      ReplayListener listener,
      Runnable health) {
    RowIds ids = new RowIds(idPrefix);
    try (ReadBack readBack =
            new ReadBack(host, bootstrapServers, data, ids, settings, listener, health);
        RowSender sender = host.sender(bootstrapServers, data, ids)) {
      return new Replay(data, settings, listener, sender, readBack).run();
    }
  }

  private Result run() {
    while (sent < rows.size()) {
      long end = readBack.decisions.windowEnd(rows.get(sent).eventTime());
      while (sent < rows.size() && rows.get(sent).eventTime() < end) {
        send();
      }
      awaitAnswers();
      passWindow(end);
      keepPaceWithRetraining();
    }
    finish();
    return new Result(report(), BalanceCheck.broken(readBack.ledger.counts()));
  }

  private void send() {
    ReplayRow row = rows.get(sent);
    sendLabelsKnownAt(row.eventTime());
    sender.row(row);
    sent++;
    if (sent % POLL_EVERY == 0) {
      readBack.poll();
      tellProgress();
    }
    slowDown();
  }

  private void sendLabelsKnownAt(long time) {
    while (labelled < sent && rows.get(labelled).knownAt() <= time) {
      sender.label(rows.get(labelled++));
    }
  }

  private void slowDown() {
    long due = started + (long) (sent / settings.rowsPerSecond() * 1e9);
    if (due > System.nanoTime()) {
      readBack.pollFor(Duration.ofNanos(due - System.nanoTime()));
    }
  }

  private void awaitAnswers() {
    sender.flush();
    readBack.await(
        () -> "%,d of %,d predictions".formatted(sent - readBack.ledger.answered(), sent),
        () -> readBack.ledger.answered() == sent && readBack.ledger.shadowComplete());
    tellProgress();
  }

  /** Lets event time pass a window's end in every partition, and awaits the window's decisions. */
  private void passWindow(long end) {
    long passed = end + settings.maxOutOfOrderness().toMillis();
    while (sent < rows.size() && !readBack.passed(passed)) {
      for (int i = 0; i < AHEAD && sent < rows.size(); i++) {
        send();
      }
      awaitAnswers();
    }
    if (readBack.passed(passed)) {
      readBack.await(
          () -> "the decisions " + readBack.decisions.missing(end),
          () -> readBack.decisions.missing(end).isEmpty());
    }
  }

  private void keepPaceWithRetraining() {
    readBack.await(
        () -> "the outcome of " + readBack.unfinishedRetrainings(),
        () -> readBack.unfinishedRetrainings().isEmpty());
    Duration pause = FIRST_PAUSE;
    while (readBack.swapping() && sent < rows.size()) {
      readBack.pollFor(pause);
      send();
      awaitAnswers();
      pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
    }
  }

  private void finish() {
    sendLabelsKnownAt(Long.MAX_VALUE);
    awaitAnswers();
    boolean settled = readBack.awaits(() -> readBack.ledger.labelsSettled(sent));
    if (!settled) {
      listener.happened("not every label was joined; the counts below say how many");
    }
  }

  private void tellProgress() {
    if (sent == 0) {
      return;
    }
    ReplayRow last = rows.get(sent - 1);
    listener.progress(
        new Progress(
            sent,
            rows.size(),
            last.eventTime(),
            readBack.ledger.championAccuracy(),
            readBack.ledger.newestVersion()));
  }

  private ReplayReport report() {
    BalanceCheck.Counts counts = readBack.ledger.counts();
    return new ReplayReport(
        data.stream().size(),
        counts.requests(),
        counts.championPredictions(),
        counts.labels(),
        counts.joined(),
        counts.unmatched(),
        counts.deadLetters(),
        readBack.ledger.signals(),
        readBack.retrainings.retrainings(),
        readBack.ledger.accuracy(),
        readBack.ledger.swaps(),
        (System.nanoTime() - started) / 1e9);
  }
}
