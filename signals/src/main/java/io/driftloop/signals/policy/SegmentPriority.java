package io.driftloop.signals.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A segment that training and labelling should attend to.
 *
 * @param segment name=value; several joined by &
 * @param priority larger is more urgent
 * @param errorRatio its error rate over that of all rows; NaN where unknown
 * @param support labelled rows of it
 * @param share of the rows, 0 to 1
 */
public record SegmentPriority(
    String segment, double priority, double errorRatio, long support, double share) {

  /**
   * The segments of some proposals, each with its highest score, most urgent first.
   *
   * @param slices what is known of the segments, each at most once
   */
  public static List<SegmentPriority> of(List<Proposal> proposals, List<SliceFinding> slices) {
    Map<String, Double> highest =
        proposals.stream()
            .filter(proposal -> !proposal.segment().isEmpty())
            .collect(Collectors.toMap(Proposal::segment, Proposal::score, Math::max));
    return slices.stream()
        .filter(slice -> highest.containsKey(slice.segment()))
        .map(slice -> of(slice, highest.get(slice.segment())))
        .sorted(
            Comparator.comparingDouble(SegmentPriority::priority)
                .reversed()
                .thenComparing(SegmentPriority::segment))
        .toList();
  }

  private static SegmentPriority of(SliceFinding slice, double priority) {
    return new SegmentPriority(
        slice.segment(), priority, slice.errorRatio(), slice.support(), slice.trafficShare());
  }
}
