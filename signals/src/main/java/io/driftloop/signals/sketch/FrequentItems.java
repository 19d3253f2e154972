package io.driftloop.signals.sketch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.datasketches.common.ArrayOfItemsSerDe;
import org.apache.datasketches.common.ArrayOfLongsSerDe;
import org.apache.datasketches.common.ArrayOfStringsSerDe;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.memory.Memory;

/**
 * Which items come most often, in bounded space: Misra–Gries (1982) as Apache DataSketches does it
 * (Anderson et al., 2017). It is exact while there are at most {@value #EXACT} different items;
 * beyond, every count is between its bounds, which are at most {@link #error} apart, merged or not.
 *
 * @param <T> the items: Long or String
 */
public final class FrequentItems<T extends Comparable<T>> {
  /** Different items counted exactly. */
  public static final int EXACT = 192;

  private static final int CAPACITY = 256;
  private static final int MAX_LENGTH = 256;
  private static final int MAX_BYTES = 1 << 20;

  private final ArrayOfItemsSerDe<T> codec;
  private final UnaryOperator<T> shorten;
  private final ItemsSketch<T> sketch;

  private FrequentItems(
      ArrayOfItemsSerDe<T> codec, UnaryOperator<T> shorten, ItemsSketch<T> sketch) {
    this.codec = codec;
    this.shorten = shorten;
    this.sketch = sketch;
  }

  /** One item and the bounds of how often it came. */
  public record Item<T>(T item, long atLeast, long atMost) {}

  public static FrequentItems<Long> ofLongs() {
    return new FrequentItems<>(
        new ArrayOfLongsSerDe(), UnaryOperator.identity(), new ItemsSketch<>(CAPACITY));
  }

  /** Of strings, each counted by its first {@value #MAX_LENGTH} characters. */
  public static FrequentItems<String> ofStrings() {
    return new FrequentItems<>(
        new ArrayOfStringsSerDe(), FrequentItems::shorten, new ItemsSketch<>(CAPACITY));
  }

  private static String shorten(String item) {
    return item.length() <= MAX_LENGTH ? item : item.substring(0, MAX_LENGTH);
  }

  public void add(T item) {
    sketch.update(shorten.apply(item));
  }

  public void merge(FrequentItems<T> other) {
    sketch.merge(other.sketch);
  }

  /** Items added. */
  public long count() {
    return sketch.getStreamLength();
  }

  /** How far the bounds of a count are apart at most; 0 while counts are exact. */
  public long error() {
    return sketch.getMaximumError();
  }

  /** At least how often the item came. */
  public long atLeast(T item) {
    return sketch.getLowerBound(shorten.apply(item));
  }

  /** At most how often the item came. */
  public long atMost(T item) {
    return sketch.getUpperBound(shorten.apply(item));
  }

  /** All items that may have come more often than {@link #error}, the most frequent first. */
  public List<Item<T>> top() {
    return Arrays.stream(sketch.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
        .map(row -> new Item<>(row.getItem(), row.getLowerBound(), row.getUpperBound()))
        .sorted(
            Comparator.<Item<T>>comparingLong(Item::atMost).reversed().thenComparing(Item::item))
        .toList();
  }

  /** Items that came often here and, as far as {@code before} can tell, not there at all. */
  public List<Item<T>> newSince(FrequentItems<T> before) {
    return top().stream().filter(item -> before.atLeast(item.item()) == 0).toList();
  }

  public void write(DataOutput out) throws IOException {
    SketchBytes.write(sketch.toByteArray(codec), out);
  }

  /**
   * Reads longs that {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sketch
   */
  public static FrequentItems<Long> readLongs(DataInput in) throws IOException {
    return read(in, new ArrayOfLongsSerDe(), UnaryOperator.identity());
  }

  /**
   * Reads strings that {@link #write} wrote.
   *
   * @throws IOException where the bytes are no such sketch
   */
  public static FrequentItems<String> readStrings(DataInput in) throws IOException {
    return read(in, new ArrayOfStringsSerDe(), FrequentItems::shorten);
  }

  private static <T extends Comparable<T>> FrequentItems<T> read(
      DataInput in, ArrayOfItemsSerDe<T> codec, UnaryOperator<T> shorten) throws IOException {
    return new FrequentItems<>(
        codec,
        shorten,
        SketchBytes.read(
            in, MAX_BYTES, bytes -> ItemsSketch.getInstance(Memory.wrap(bytes), codec)));
  }
}
