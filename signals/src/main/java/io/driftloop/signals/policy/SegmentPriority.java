package io.driftloop.signals.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A segment that training and labelling should attend to.
 *
 * @param segment name=value
 * @param priority larger is more urgent
 */
public record SegmentPriority(String segment, double priority) {

  /** The segments of some proposals, each with its highest score, most urgent first. */
  public static List<SegmentPriority> of(List<Proposal> proposals) {
    Map<String, Double> highest =
        proposals.stream()
            .filter(proposal -> !proposal.segment().isEmpty())
            .collect(Collectors.toMap(Proposal::segment, Proposal::score, Math::max));
    return highest.entrySet().stream()
        .map(entry -> new SegmentPriority(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(SegmentPriority::priority)
                .reversed()
                .thenComparing(SegmentPriority::segment))
        .toList();
  }
}
