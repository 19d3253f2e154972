package io.driftloop.jobs.savepoint;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.DecisionOutcome;
import io.driftloop.schemas.RetrainingDecision;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.Signal;
import io.driftloop.schemas.TrainingExample;
import io.driftloop.schemas.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Jobs of this code go on from the savepoints of every release, at another parallelism than they
 * were taken at, and every key is touched. {@link WriteSavepoints} writes those of a new one.
 */
class ReleaseSavepointIT {
  private static final int FEWER = 1;
  private static final int MORE = 3;

  /** What every release has measured; later ones measure more, of what came since. */
  private static final Set<String> KINDS =
      Set.of("psi", "confidence", "missing-rate", "accuracy", "log-loss");

  @TempDir private Path folder;

  static List<Path> releases() throws IOException {
    try (Stream<Path> releases = Files.list(WriteSavepoints.RELEASES)) {
      List<Path> all = releases.sorted().toList();
      assertThat(all).isNotEmpty();
      return all;
    }
  }

  private void restore(Story story, Path release, int parallelism) throws Exception {
    StoryRun.restored(
        story,
        release.resolve(story.job()),
        parallelism,
        Files.createDirectory(folder.resolve("restored")));
  }

  private void undisturbed(Story story) throws Exception {
    StoryRun.undisturbed(story, Files.createDirectory(folder.resolve("undisturbed")));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void scoringKnowsItsModelsAndTheRequestsThatWait(Path release) throws Exception {
    ScoringStory story = new ScoringStory();
    restore(story, release, MORE);
    assertThat(story.deadLetters.records()).isEmpty();
    assertThat(story.predictions.records())
        .filteredOn(row -> row.variant == Variant.CHAMPION)
        .hasSize(2 * ScoringStory.ROWS)
        .allSatisfy(
            row ->
                assertThat(row.modelVersion)
                    .isEqualTo(row.model.equals(ScoringStory.LATER) ? "v5" : "v2"))
        .extracting(row -> row.id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.startsWith("waiting") || id.startsWith("after"));
    assertThat(story.predictions.records())
        .filteredOn(row -> row.variant == Variant.SHADOW)
        .hasSize(ScoringStory.ROWS)
        .allMatch(row -> row.modelVersion.equals("v1"));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void monitorGoesOnInTheOpenWindowOfEveryVersion(Path release) throws Exception {
    MonitorStory expected = new MonitorStory();
    undisturbed(expected);
    MonitorStory story = new MonitorStory();
    restore(story, release, FEWER);
    assertThat(story.deadLetters.records()).isEmpty();
    assertSameSignals(story.signals.records(), expected.signals.records());
    assertThat(story.signals.records())
        .extracting(Signal::getModelVersion)
        .contains(MonitorStory.VERSIONS.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void labelsMeetThePredictionsAndLabelsThatWait(Path release) throws Exception {
    JoinStory expected = new JoinStory();
    undisturbed(expected);
    JoinStory story = new JoinStory();
    restore(story, release, MORE);
    assertThat(story.deadLetters.records()).isEmpty();
    assertThat(story.examples.records()).doesNotHaveDuplicates();
    Map<String, List<TrainingExample>> undisturbed =
        expected.examples.records().stream().collect(groupingBy(TrainingExample::getId));
    assertThat(story.examples.records())
        .hasSize(JoinStory.WAITING_PREDICTIONS + JoinStory.WAITING_LABELS + 1)
        .allSatisfy(example -> assertThat(undisturbed.get(example.getId())).contains(example))
        .filteredOn(example -> example.getRevision() == 1)
        .singleElement()
        .satisfies(example -> assertThat(example.getId()).isEqualTo("r0"));
    assertSameSignals(story.signals.records(), expected.signals.records());
  }

  @ParameterizedTest
  @MethodSource("releases")
  void everyModelsSecondBreachedWindowAsksForARetraining(Path release) throws Exception {
    DecisionStory story = new DecisionStory();
    restore(story, release, FEWER);
    assertThat(story.events.records())
        .hasSize(DecisionStory.MODELS)
        .allSatisfy(event -> assertThat(event.getReasons()).hasSize(1))
        .extracting(RetrainingEvent::getModel)
        .doesNotHaveDuplicates();
    Map<String, Long> outcomes =
        story.decisions.records().stream()
            .collect(
                Collectors.groupingBy(
                    decision -> decision.getSource() + ":" + decision.getOutcome(),
                    Collectors.counting()));
    long models = DecisionStory.MODELS;
    assertThat(outcomes)
        .containsOnly(
            Map.entry("data:" + DecisionOutcome.REQUEST, models),
            Map.entry("data:" + DecisionOutcome.HOLD, models),
            Map.entry("labels:" + DecisionOutcome.HOLD, models));
    assertThat(story.decisions.records())
        .extracting(RetrainingDecision::getModelVersion)
        .containsOnly("v1");
  }

  /** Those of windows that were not closed before the savepoint, of what any release measures. */
  private static void assertSameSignals(List<Signal> restored, List<Signal> undisturbed) {
    Map<String, Signal> expected = ofOpenWindows(undisturbed);
    assertThat(expected).isNotEmpty();
    assertThat(ofOpenWindows(restored)).containsOnlyKeys(expected.keySet());
    ofOpenWindows(restored)
        .forEach(
            (id, signal) -> {
              assertThat(signal.getSampleCount())
                  .as(id)
                  .isEqualTo(expected.get(id).getSampleCount());
              assertThat(signal.getValue())
                  .as(id)
                  .isCloseTo(expected.get(id).getValue(), within(1e-9));
            });
    assertThat(restored)
        .filteredOn(signal -> KINDS.contains(signal.getKind())) // Coverage is told once it can be.
        .as("a window that was closed before is not told of again")
        .allMatch(signal -> signal.getWindowEnd() > MonitorStory.WINDOW);
  }

  private static Map<String, Signal> ofOpenWindows(List<Signal> signals) {
    return signals.stream()
        .filter(signal -> signal.getWindowEnd() > MonitorStory.WINDOW)
        .filter(signal -> KINDS.contains(signal.getKind()))
        .filter(signal -> signal.getSegment().isEmpty()) // The first release kept none of shadows.
        .collect(Collectors.toMap(Signal::getId, signal -> signal));
  }
}
