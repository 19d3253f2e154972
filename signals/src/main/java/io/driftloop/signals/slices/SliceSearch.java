package io.driftloop.signals.slices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Where it hurts: the slices of rows, given by a few codes, on which a model is worst (SliceLine:
 * Sagadeeva, Boehm 2021). All slices are considered, level by level; one is only counted where the
 * bounds that all its parents give on size, error and score let it be among the worst.
 */
public final class SliceSearch {
  private static final Comparator<Candidate> BY_ITEMS =
      Comparator.<Candidate>comparingInt(candidate -> candidate.items().length)
          .thenComparing(Candidate::items, Arrays::compare);

  private final SliceOptions options;
  private final SliceRows rows;
  private final SliceScore score;
  private final Comparator<Candidate> worstFirst;
  private final List<Candidate> top = new ArrayList<>();
  private long evaluated;
  private boolean exact = true;

  private SliceSearch(SliceOptions options, SliceRows rows, SliceScore score) {
    this.options = options;
    this.rows = rows;
    this.score = score;
    this.worstFirst =
        Comparator.<Candidate>comparingDouble(c -> -score.of(c.support(), c.error()))
            .thenComparing(BY_ITEMS);
  }

  /** Searches a sample. */
  public static SliceResult worst(RowSample sample, SliceOptions options) {
    return worst(sample.codes(), sample.errors(), options);
  }

  /**
   * Searches rows. Of slices with equal scores the one with fewer conditions comes first, then that
   * with the smaller features and codes.
   *
   * @param codes one array a row, all of one length; a code below 0 is in no slice
   * @param errors one a row, finite and 0 or more
   */
  public static SliceResult worst(int[][] codes, double[] errors, SliceOptions options) {
    check(codes, errors);
    double largest = DoubleStream.of(errors).max().orElse(0);
    if (largest == 0) {
      return new SliceResult(List.of(), 0, errors.length, 0, 0, true);
    }
    double[] scaled = DoubleStream.of(errors).map(error -> error / largest).toArray();
    double mean = DoubleStream.of(scaled).sum() / scaled.length;
    SliceRows rows = new SliceRows(codes, scaled, options.minimumSupport());
    SliceSearch search =
        new SliceSearch(
            options,
            rows,
            new SliceScore(options.alpha(), options.minimumSupport(), scaled.length, mean));
    search.run();
    double family = SliceChance.family(rows.predicates(), options.maximumLevel());
    SliceChance test = SliceChance.of(scaled, family);
    List<Slice> slices =
        search.top.stream().map(found -> search.slice(found, test, largest)).toList();
    return new SliceResult(
        slices, mean * largest, errors.length, family, search.evaluated, search.exact);
  }

  private static void check(int[][] codes, double[] errors) {
    if (codes.length != errors.length) {
      throw new IllegalArgumentException(
          "%d errors, expected %d".formatted(errors.length, codes.length));
    }
    for (int i = 0; i < codes.length; i++) {
      if (codes[i].length != codes[0].length) {
        throw new IllegalArgumentException("rows differ in their number of codes");
      }
      if (!(errors[i] >= 0 && errors[i] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("an error of %s is not 0 or more".formatted(errors[i]));
      }
    }
  }

  private void run() {
    List<Candidate> level = new ArrayList<>();
    for (int item = 0; item < rows.predicates().size(); item++) {
      count(new int[] {item}, level);
    }
    for (int depth = 1; depth < options.maximumLevel() && !level.isEmpty(); depth++) {
      List<Candidate> parents = promising(level);
      level = new ArrayList<>();
      Map<List<Integer>, Candidate> byItems = new HashMap<>();
      parents.forEach(parent -> byItems.put(key(parent.items(), -1), parent));
      for (int i = 0; i < parents.size(); i++) {
        for (int j = i + 1; j < parents.size() && parents.get(i).joins(parents.get(j)); j++) {
          extend(parents.get(i), parents.get(j), byItems, level);
        }
      }
    }
  }

  /** The slices that are worth extending, by their conditions. */
  private List<Candidate> promising(List<Candidate> level) {
    List<Candidate> parents = level.stream().filter(this::canStillScore).toList();
    if (parents.size() > options.maximumWidth()) {
      exact = false;
      parents =
          parents.stream()
              .sorted(Comparator.comparingDouble(c -> -bound(c)))
              .limit(options.maximumWidth())
              .toList();
    }
    return parents.stream().sorted(BY_ITEMS).toList();
  }

  private void extend(
      Candidate one,
      Candidate other,
      Map<List<Integer>, Candidate> parents,
      List<Candidate> level) {
    int[] joined = Arrays.copyOf(one.items(), one.items().length + 1);
    joined[joined.length - 1] = other.items()[other.items().length - 1];
    if (feature(joined[joined.length - 2]) == feature(joined[joined.length - 1])) {
      return;
    }
    Candidate bound = one.meet(other, joined);
    for (int left = 0; left < joined.length - 2; left++) {
      Candidate parent = parents.get(key(joined, left));
      if (parent == null) {
        return;
      }
      bound = bound.meet(parent, joined);
    }
    if (canStillScore(bound)) {
      count(joined, level);
    }
  }

  private int feature(int item) {
    return rows.predicates().get(item).feature();
  }

  /** The conditions without the one at {@code left}. */
  private static List<Integer> key(int[] items, int left) {
    List<Integer> key = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      if (i != left) {
        key.add(items[i]);
      }
    }
    return key;
  }

  private void count(int[] items, List<Candidate> level) {
    evaluated++;
    Candidate counted = rows.evaluate(items);
    if (counted.support() < options.minimumSupport() || counted.error() <= 0) {
      return;
    }
    level.add(counted);
    if (SliceScore.counts(score.of(counted.support(), counted.error()))) {
      int at = -Collections.binarySearch(top, counted, worstFirst) - 1;
      top.add(at, counted);
      if (top.size() > options.top()) {
        top.remove(options.top());
      }
    }
  }

  private boolean canStillScore(Candidate candidate) {
    double bound = bound(candidate);
    return candidate.support() >= options.minimumSupport() && bound > 0 && bound >= bar();
  }

  private double bound(Candidate candidate) {
    return score.bound(candidate.support(), candidate.error(), candidate.largest());
  }

  private double bar() {
    if (top.size() < options.top()) {
      return 0;
    }
    Candidate last = top.get(top.size() - 1);
    return score.of(last.support(), last.error());
  }

  private Slice slice(Candidate found, SliceChance test, double scale) {
    List<Predicate> predicates =
        Arrays.stream(found.items()).mapToObj(item -> rows.predicates().get(item)).toList();
    double mean = found.error() / found.support();
    return new Slice(
        predicates,
        found.support(),
        mean * scale,
        mean / score.meanError(),
        score.of(found.support(), found.error()),
        test.pValue(found.support(), found.error()));
  }
}
