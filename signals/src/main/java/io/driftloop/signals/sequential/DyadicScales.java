package io.driftloop.signals.sequential;

import io.driftloop.signals.profile.Profile;
import io.driftloop.signals.wire.Wire;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Merges the profiles of windows into aligned blocks of 1, 2, 4, … windows, so that a shift too
 * small for any single window is found in many together: the same two-sample test is made of every
 * block as it closes, fewer than two tests a window in all. Every block is held against the
 * reference with the reference's own sampling error counted, which evidence multiplied up window by
 * window would count again and again.
 *
 * <p>It holds one open profile a scale. Windows are counted from the epoch (start divided by size),
 * so blocks are the same wherever a stream begins.
 */
public final class DyadicScales<P extends Profile<P>> {
  /** The largest block then has 2^19 windows. */
  public static final int MAX_SCALES = 20;

  private static final int FORMAT = 1;

  private final Supplier<P> empty;
  private final List<Block<P>> open;
  private long next = Long.MIN_VALUE;

  /**
   * @param scales how many, at least 1: the largest block has {@code 2^(scales − 1)} windows
   * @param empty makes an empty profile, which a block's are merged into
   */
  public DyadicScales(int scales, Supplier<P> empty) {
    if (scales < 1 || scales > MAX_SCALES) {
      throw new IllegalArgumentException(
          "%d scales are not between 1 and %d".formatted(scales, MAX_SCALES));
    }
    this.empty = empty;
    this.open = new ArrayList<>();
    for (int i = 0; i < scales; i++) {
      open.add(null);
    }
  }

  /**
   * Adds a window's profile, which is not changed.
   *
   * @param window the window's index, later than all before; those between had no rows
   * @return the blocks that have closed, in the order in which they did: blocks that end before
   *     this window, then this window itself, then the larger ones that it completes
   */
  public List<Block<P>> add(long window, P profile) {
    if (window < next) {
      throw new IllegalArgumentException(
          "window %d comes after window %d".formatted(window, next - 1));
    }
    List<Block<P>> closed = advance(window);
    close(new Block<>(0, window, profile), closed);
    closed.addAll(advance(window + 1));
    return closed;
  }

  /**
   * Closes what ends before a window, as is due where windows had no rows. A block without any rows
   * is none.
   */
  public List<Block<P>> advance(long window) {
    List<Block<P>> closed = new ArrayList<>();
    for (int scale = 1; scale < open.size(); scale++) {
      Block<P> block = open.get(scale);
      if (block != null && block.lastWindow() < window) {
        open.set(scale, null);
        close(block, closed);
      }
    }
    next = Math.max(next, window);
    return closed;
  }

  private void close(Block<P> block, List<Block<P>> closed) {
    closed.add(block);
    int scale = block.scale() + 1;
    if (scale == open.size()) {
      return;
    }
    if (open.get(scale) == null) {
      open.set(scale, new Block<>(scale, block.index() >> 1, empty.get()));
    }
    open.get(scale).profile().merge(block.profile());
  }

  /** The first window that may still be added. */
  public long next() {
    return next;
  }

  public void write(DataOutput out) throws IOException {
    out.writeByte(FORMAT);
    out.writeInt(open.size());
    out.writeLong(next);
    for (Block<P> block : open) {
      out.writeBoolean(block != null);
      if (block != null) {
        out.writeLong(block.index());
        block.profile().write(out);
      }
    }
  }

  /** Reads a profile that its {@code write} wrote. */
  @FunctionalInterface
  public interface ProfileReader<P> {
    P read(DataInput in) throws IOException;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException where the bytes are no state of a known format
   */
  public static <P extends Profile<P>> DyadicScales<P> read(
      DataInput in, Supplier<P> empty, ProfileReader<P> reader) throws IOException {
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("dyadic scales format %d is unknown".formatted(format));
    }
    int scales = Wire.readSize(in, MAX_SCALES);
    if (scales == 0) {
      throw new IOException("no scales");
    }
    DyadicScales<P> read = new DyadicScales<>(scales, empty);
    read.next = in.readLong();
    for (int scale = 0; scale < scales; scale++) {
      if (in.readBoolean()) {
        long index = in.readLong();
        if (scale == 0 || index != read.next >> scale) {
          throw new IOException("block %d of scale %d is not open".formatted(index, scale));
        }
        read.open.set(scale, new Block<>(scale, index, reader.read(in)));
      }
    }
    return read;
  }
}
