package io.driftloop.benchmarks.loop;

import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.BenchmarkException;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.streams.LabelledStream;
import io.driftloop.benchmarks.streams.RealStreams;
import io.driftloop.retrain.TrainingSettings;
import io.driftloop.signals.policy.PolicyOptions.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Drives models over real streams, retrained by schedules, by peers' detectors and by our policy.
 */
public final class Loop implements Benchmark {
  private static final String OURS = "Driftloop, tuning the head";
  private static final String RECALIBRATING = "Driftloop, recalibrating and trying";
  private static final String COST_AWARE = "Driftloop, cost-aware rule";
  private static final String THRESHOLDS = "Driftloop, threshold rule";
  private static final String FROZEN = "frozen";
  private static final List<Integer> SCHEDULES = List.of(1, 2, 3, 5, 9, 15);
  private static final int NEEDED = 4;
  private static final TrainingSettings TRAINING =
      new TrainingSettings(List.of(64, 64), 0.001, 0, 64, 30, 5, 42, 100, 0.1, 0.1);

  /** What a trigger did on a stream. */
  private record Outcome(String trigger, boolean schedule, Drive drive) {}

  @Override
  public String name() {
    return "loop";
  }

  @Override
  public String what() {
    return "Which accuracy for how many retrainings, by schedule, by detector and by policy?";
  }

  @Override
  public boolean comparesPeers() {
    return true;
  }

  @Override
  public Result run(Settings settings) {
    Path directory =
        settings
            .data()
            .orElseThrow(
                () -> new BenchmarkException("loop needs --data or DRIFTLOOP_DATA: real streams"));
    RealStreams data = new RealStreams(directory);
    List<Row> rows = new ArrayList<>();
    List<Standing> standings = new ArrayList<>();
    List<String> names = settings.quick() ? List.of("noaa-weather") : RealStreams.names();
    for (String name : names) {
      LabelledStream stream = data.load(name).first(settings.size(100_000, 4000));
      Course course = new Course(stream, settings.size(45, 9), TRAINING);
      List<Outcome> outcomes = outcomes(settings, course);
      outcomes.forEach(
          outcome -> {
            rows.add(row(course, outcome));
            settings.tell(
                "%s: %s, accuracy %.4f, %d retrainings"
                    .formatted(
                        name,
                        outcome.trigger(),
                        outcome.drive().accuracy(),
                        outcome.drive().retrainings()));
          });
      standings.add(standing(outcomes));
    }
    return new Result(rows, claims(standings), notes());
  }

  private static List<Outcome> outcomes(Settings settings, Course course) {
    String stream = course.stream().name();
    List<Outcome> outcomes = new ArrayList<>();
    Drive baseline = new Drive(course.lastLabelAccuracy(), 0, 0, 0);
    outcomes.add(new Outcome("no model: the last label again", false, baseline));
    outcomes.add(
        new Outcome(FROZEN, false, Drive.of(course, Trigger.training(window -> false), true)));
    settings.tell(stream + ": Driftloop");
    outcomes.add(ours(course, OURS, OurPolicy.tuning()));
    outcomes.add(ours(course, RECALIBRATING, OurPolicy.recalibrating()));
    outcomes.add(ours(course, COST_AWARE, OurPolicy.retraining(Rule.COST_AWARE)));
    outcomes.add(ours(course, THRESHOLDS, OurPolicy.retraining(Rule.THRESHOLD)));
    settings.tell(stream + ": schedules");
    for (int every : SCHEDULES) {
      for (boolean gated : List.of(true, false)) {
        String title =
            "every %s, %s"
                .formatted(
                    every == 1 ? "window" : every + " windows", gated ? "gated" : "always served");
        Trigger schedule = Trigger.training(window -> (window.index() + 1) % every == 0);
        outcomes.add(new Outcome(title, true, Drive.of(course, schedule, gated)));
      }
    }
    settings
        .peers()
        .ifPresent(
            peers ->
                Stream.concat(PeerTrigger.OF_MISTAKES.stream(), PeerTrigger.OF_FEATURES.stream())
                    .forEach(
                        detector -> {
                          settings.tell(stream + ": " + detector);
                          int windowRows = course.scoredRows() / course.windows();
                          try (Trigger trigger = new PeerTrigger(peers, detector, windowRows)) {
                            outcomes.add(
                                new Outcome(detector, false, Drive.of(course, trigger, true)));
                          }
                        }));
    return outcomes;
  }

  private static Outcome ours(Course course, String title, OurPolicy policy) {
    return new Outcome(title, false, Drive.of(course, policy, true));
  }

  private static Row row(Course course, Outcome outcome) {
    return Row.of("stream", course.stream().name())
        .with("trigger", outcome.trigger())
        .with("accuracy", outcome.drive().accuracy())
        .with("retrainings", outcome.drive().retrainings())
        .with("mended", outcome.drive().mended())
        .with("published", outcome.drive().published())
        .with("windows", course.windows());
  }

  private static Standing standing(List<Outcome> outcomes) {
    List<Drive> schedules =
        outcomes.stream().filter(Outcome::schedule).map(Outcome::drive).toList();
    return new Standing(named(outcomes, OURS), named(outcomes, FROZEN), Standing.best(schedules));
  }

  private static Drive named(List<Outcome> outcomes, String trigger) {
    return outcomes.stream()
        .filter(outcome -> outcome.trigger().equals(trigger))
        .findFirst()
        .orElseThrow()
        .drive();
  }

  private static List<Claim> claims(List<Standing> standings) {
    long reached = standings.stream().filter(Standing::reached).count();
    return List.of(
        Claim.atLeast(
            "streams on which accuracy is within half a point of the best schedule's, for a third"
                + " of its retrainings or fewer",
            reached,
            Math.min(NEEDED, standings.size())),
        Claim.atLeast(
            "accuracy above that of the frozen model, on the worst stream",
            standings.stream().mapToDouble(Standing::aboveFrozen).min().orElseThrow(),
            0));
  }

  private static List<String> notes() {
    return List.of(
        "Every trigger runs over the same windows: the first tenth of a stream trains version 1, the"
            + " rest is cut into windows, and a retraining at a window's end learns the newest rows,"
            + " as many as version 1 did. The network (64-64, by the worker's own trainer) that"
            + " comes out of a window is the same for all triggers.",
        "Gated: a challenger serves where it is at least as good as the champion on the newest tenth"
            + " of its rows. Schedules run with and without the gate, all others with it.",
        "The best schedule is the one with the highest accuracy.",
        "River's detectors watch the served model's mistakes, at their defaults; a window with an"
            + " alarm trains. Evidently: half of the features drifted, its data set verdict;"
            + " NannyML: any feature's Jensen-Shannon alert; both hold a window against the rows"
            + " that the served model was trained on.",
        "Driftloop: all default signals of features, scores and labels, and the policy; a window"
            + " counts as a week. Both rules at their defaults; with retrain.actions:"
            + " retrain,recalibrate and retrain.trial: 28d; and, which the claims are of, with"
            + " retrain.actions: retrain,tune-head.",
        "Mended: no network is trained. A recalibration gives the served network's classes new"
            + " biases; a tuned head is its output layer after one pass over the newest rows. Both"
            + " are judged by the gate. Schedules and peers only retrain.",
        "No model here sees the last label, which says much where classes come in runs: the first"
            + " row of each stream is there to be compared with.");
  }
}
