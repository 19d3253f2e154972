package io.driftloop.console.page;

import io.driftloop.schemas.ActionProposal;
import io.driftloop.schemas.Alert;
import io.driftloop.schemas.AlertData;
import io.driftloop.schemas.FailureSignature;
import io.driftloop.schemas.RetrainingDecision;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What was found of a model, whom it called, and what could be done: signatures and proposals of
 * decisions, and alerts, which tell of a signature again and may come before or after it.
 */
final class FindingLog {
  private static final int CAPACITY = 500;
  private static final int SHOWN = 8;
  private static final String STALE_VERSION = "STALE_VERSION";

  private final Bounded<String, PageState.Finding> findings = new Bounded<>(CAPACITY);
  private final Bounded<String, PageState.Proposal> proposals = new Bounded<>(CAPACITY);
  private String version = "";
  private long versionSince = Long.MIN_VALUE;

  void put(RetrainingDecision decision) {
    if (decision.getReason().equals(STALE_VERSION)) {
      return;
    }
    for (FailureSignature signature : decision.getSignatures()) {
      PageState.Finding finding =
          new PageState.Finding(
              decision.getWindowEnd(),
              decision.getModelVersion(),
              words(signature.getName()),
              "",
              "",
              signature.getSentence(),
              List.of());
      findings.putIfAbsent(key(finding), finding);
    }
    follow(decision.getModelVersion(), decision.getWindowEnd());
    if (decision.getModelVersion().equals(version)) {
      decision.getProposals().forEach(proposal -> put(decision, proposal));
    }
  }

  /** What was proposed for a version says nothing of the next. */
  private void follow(String measured, long windowEnd) {
    if (!measured.equals(version) && windowEnd >= versionSince) {
      version = measured;
      proposals.clear();
    }
    versionSince = Math.max(versionSince, windowEnd);
  }

  private void put(RetrainingDecision decision, ActionProposal proposal) {
    proposals.put(
        proposal.getAction() + "/" + proposal.getSegment(),
        new PageState.Proposal(
            decision.getWindowEnd(),
            words(proposal.getAction()),
            proposal.getSegment(),
            PageState.precise(proposal.getScore()),
            proposal.getReason()));
  }

  void put(Alert alert) {
    AlertData data = alert.getData();
    PageState.Finding finding =
        new PageState.Finding(
            Instant.parse(alert.getTime()).toEpochMilli(),
            data.getModelVersion(),
            words(data.getName()),
            data.getSegment(),
            alert.getSeverity(),
            data.getSentence(),
            data.getFeatures().stream()
                .map(
                    feature ->
                        new PageState.FeatureShare(
                            feature.getFeature(), PageState.finite(feature.getShareOfChange())))
                .toList());
    findings.put(key(finding), finding);
  }

  private static String key(PageState.Finding finding) {
    return String.join(
        "/", finding.version(), finding.name(), finding.segment(), String.valueOf(finding.at()));
  }

  private static String words(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
  }

  /** The newest findings, newest first. */
  List<PageState.Finding> newest() {
    return findings.values().stream()
        .sorted(
            Comparator.comparingLong(PageState.Finding::at)
                .reversed()
                .thenComparing(PageState.Finding::name)
                .thenComparing(PageState.Finding::segment))
        .limit(SHOWN)
        .toList();
  }

  /** What was proposed for the version measured last, most urgent first. */
  List<PageState.Proposal> proposals() {
    return proposals.values().stream()
        .sorted(
            Comparator.comparingDouble(FindingLog::score)
                .reversed()
                .thenComparing(PageState.Proposal::action)
                .thenComparing(PageState.Proposal::segment))
        .limit(SHOWN)
        .toList();
  }

  private static double score(PageState.Proposal proposal) {
    return proposal.score() == null ? 0 : proposal.score();
  }
}
