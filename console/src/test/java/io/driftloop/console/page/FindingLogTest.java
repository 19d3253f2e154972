package io.driftloop.console.page;

import static io.driftloop.console.page.Records.WEEK;
import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.FailureSignature;
import io.driftloop.schemas.FeatureShare;
import io.driftloop.schemas.RetrainingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingLogTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");

  private final FindingLog log = new FindingLog();

  private static RetrainingDecision decision(
      String version, long windowEnd, List<FailureSignature> found, ActionProposal... proposals) {
    return RetrainingDecision.newBuilder(hold("labels", windowEnd, "NO_BREACH", ""))
        .setModelVersion(version)
        .setSignatures(found)
        .setProposals(List.of(proposals))
        .build();
  }

  private static List<FailureSignature> conceptDrift() {
    return List.of(new FailureSignature("CONCEPT_DRIFT", "Worse on the same rows.", List.of("a")));
  }

  @Test
  void aSignatureAndItsAlertAreOneFindingInEitherOrder() {
    for (boolean alertFirst : List.of(true, false)) {
      FindingLog fresh = new FindingLog();
      RetrainingDecision decision = decision("v1", NOVEMBER, conceptDrift());
      var alert =
          Records.alert(
              "v1", "concept-drift", "critical", NOVEMBER, new FeatureShare("price", 0.5));
      if (alertFirst) {
        fresh.put(alert);
        fresh.put(decision);
      } else {
        fresh.put(decision);
        fresh.put(alert);
      }
      assertThat(fresh.newest())
          .extracting(PageState.Finding::name, PageState.Finding::severity)
          .containsExactly(tuple("concept drift", "critical"));
      assertThat(fresh.newest().get(0).features())
          .containsExactly(new PageState.FeatureShare("price", 0.5));
    }
  }

  @Test
  void aSignatureThatCalledNobodyIsShownWithoutSeverity() {
    log.put(decision("v1", NOVEMBER, conceptDrift()));
    assertThat(log.newest())
        .containsExactly(
            new PageState.Finding(
                NOVEMBER, "v1", "concept drift", "", "", "Worse on the same rows.", List.of()));
  }

  @Test
  void theNewestComeFirstAndAreFew() {
    for (int week = 0; week < 20; week++) {
      log.put(Records.alert("v1", "quality", "warning", NOVEMBER + week * WEEK));
    }
    assertThat(log.newest()).hasSize(8);
    assertThat(log.newest().get(0).at()).isEqualTo(NOVEMBER + 19 * WEEK);
  }

  @Test
  void proposalsComeByPriorityUntilAnotherVersionIsMeasured() {
    log.put(
        decision(
            "v1",
            NOVEMBER,
            List.of(),
            new ActionProposal("COLLECT_LABELS", "a=1", 1.0, "it fails"),
            new ActionProposal("RETRAIN", "", 2.0, "it rose")));
    log.put(decision("v1", NOVEMBER + WEEK, List.of()));
    assertThat(log.proposals())
        .extracting(PageState.Proposal::action, PageState.Proposal::segment)
        .containsExactly(tuple("retrain", ""), tuple("collect labels", "a=1"));
    log.put(decision("v2", NOVEMBER + WEEK, List.of()));
    assertThat(log.proposals()).isEmpty();
    log.put(decision("v1", NOVEMBER, List.of(), new ActionProposal("RETRAIN", "", 2.0, "it rose")));
    assertThat(log.proposals()).as("an old window again").isEmpty();
  }

  @Test
  void staleWindowsSayNothing() {
    log.put(
        RetrainingDecision.newBuilder(decision("v1", NOVEMBER, conceptDrift()))
            .setReason("STALE_VERSION")
            .build());
    assertThat(log.newest()).isEmpty();
  }
}
