package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of all windows that one thread fills, in the order in which they came, until they are
 * counted. Of a thousand models, each with a profile and a reference of its own, none is in the
 * processor's cache when its next row comes; so a row is only written down here, right behind the
 * one before it, and what a window has of them is counted together, a block at a time. Numbers, and
 * no objects, so that waiting costs the garbage collector nothing.
 */
public final class WaitingRows {
  /** The place of a window without rows. */
  static final int NONE = -1;

  /** Numbers that may wait, of all rows together; 8 MiB. */
  private static final int MOST_NUMBERS = 1 << 21;

  private final List<PredictionProfile> owners = new ArrayList<>();
  private final RowBatch batch = new RowBatch();
  private final RowBlock block = new RowBlock();

  /** Row after row: its features, then its scores. */
  private float[] values = new float[RowBlock.ROWS];

  /** By row: where it starts in the values; and below that, a bit, whether it is in the sample. */
  private int[] starts = new int[RowBlock.ROWS];

  /** By row: its window's place among those that have any. */
  private int[] places = new int[RowBlock.ROWS];

  /** Rows by place, one place's after the other; each with its start, so that it is read here. */
  private long[] order = new long[RowBlock.ROWS];

  /** By place: where its rows begin in the order, and once they are sorted, where they end. */
  private int[] bounds = new int[2];

  private long[] times = new long[RowBlock.ROWS];

  /** Rows that may wait now. */
  private int room = RowBlock.ROWS;

  private int rows;
  private int numbers;

  /**
   * Adds a row of a window.
   *
   * @param features as many as the window's profile has; scores likewise
   * @param inSample whether it counts in what is told of a sample only
   */
  void add(PredictionProfile owner, float[] features, float[] scores, long time, boolean inSample) {
    int width = features.length + scores.length;
    if (rows == room || numbers + width > values.length) {
      makeRoom(width);
    }
    System.arraycopy(features, 0, values, numbers, features.length);
    System.arraycopy(scores, 0, values, numbers + features.length, scores.length);
    starts[rows] = numbers << 1 | (inSample ? 1 : 0);
    times[rows] = time;
    if (owner.place == NONE) {
      owner.place = owners.size();
      owners.add(owner);
    }
    places[rows] = owner.place;
    numbers += width;
    rows++;
  }

  private void makeRoom(int width) {
    if (rows < room && values.length < MOST_NUMBERS) {
      int doubled = Math.min(2 * values.length, MOST_NUMBERS);
      values = Arrays.copyOf(values, Math.max(doubled, numbers + width));
    } else {
      count();
      if (values.length < width) {
        values = new float[width];
      }
    }
  }

  /** Counts all rows. After that, as many may wait as fill a block of each window that had any. */
  void count() {
    sort();
    for (int i = 0; i < owners.size(); i++) {
      count(owners.get(i), i == 0 ? 0 : bounds[i - 1], bounds[i]);
      owners.get(i).place = NONE;
    }
    makeRoomFor(owners.size());
    owners.clear();
    rows = 0;
    numbers = 0;
  }

  /** Sorts rows by place, and otherwise as they came: a counting sort. */
  private void sort() {
    if (bounds.length <= owners.size()) {
      bounds = new int[2 * owners.size()];
    }
    Arrays.fill(bounds, 0);
    for (int row = 0; row < rows; row++) {
      bounds[places[row] + 1]++;
    }
    for (int i = 1; i < bounds.length; i++) {
      bounds[i] += bounds[i - 1];
    }
    for (int row = 0; row < rows; row++) {
      order[bounds[places[row]]++] = (long) row << Integer.SIZE | starts[row];
    }
  }

  private void count(PredictionProfile owner, int from, int to) {
    for (int begin = from; begin < to; begin += RowBlock.ROWS) {
      int end = Math.min(to, begin + RowBlock.ROWS);
      batch.begin(owner.features(), owner.classes());
      for (int i = begin; i < end; i++) {
        int start = (int) order[i];
        batch.add(values, start >>> 1, (int) (order[i] >>> Integer.SIZE), (start & 1) == 1);
      }
      owner.count(batch, times, block);
    }
  }

  private void makeRoomFor(int windows) {
    room = RowBlock.ROWS * Math.max(1, windows);
    if (room > starts.length) {
      starts = new int[room];
      places = new int[room];
      order = new long[room];
      times = new long[room];
    }
  }
}
