package io.driftloop.console.page;

import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Signal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstSegmentsTest {
  private static Signal segment(String name, double accuracy, double share) {
    return signal("accuracy", "", 0, accuracy)
        .setSegment(name)
        .setSampleCount(100)
        .setEvidence(Map.of("share", share))
        .build();
  }

  @Test
  void thoseThatAddMostErrorsComeFirstAndBetterOnesAreLeftOut() {
    List<Signal> newest =
        List.of(
            signal("accuracy", "", 0, .8).build(),
            segment("a=small", .2, .01),
            segment("a=large", .6, .4),
            segment("a=good", .9, .5),
            signal("worst-slice", "x > 1", 0, 3)
                .setEvidence(Map.of("share", .1, "support", 40.0))
                .setBreached(true)
                .build());
    assertThat(WorstSegments.of(newest))
        .containsExactly(
            new PageState.Segment("a=large", 2.0, 100, .4, false),
            new PageState.Segment("x > 1", 3.0, 40, .1, true),
            new PageState.Segment("a=small", 4.0, 100, .01, false));
  }

  @Test
  void withoutTheAccuracyOfAllRowsARatioIsNotKnown() {
    assertThat(WorstSegments.of(List.of(segment("a=1", .2, .5)))).isEmpty();
  }
}
