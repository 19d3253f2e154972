package io.driftloop.signals.monitor;

import io.driftloop.signals.profile.PerformanceProfile;
import io.driftloop.signals.profile.ReferenceProfile;
import io.driftloop.signals.profile.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Labelled rows of the model of {@link Samples}, in three countries. */
final class Outcomes {
  /** No row is any worse than its scores say. */
  static final Predicate<Outcome> NO_HARM = row -> false;

  private static final List<String> COUNTRIES = List.of("de", "nl", "nz");
  private static final List<String> DAYS = List.of("mo", "tu", "we", "th", "fr", "sa", "su");

  private Outcomes() {}

  static OutcomeReference reference(long seed) {
    ReferenceProfile profile = Samples.reference(5_000, new Random(seed));
    return reference(profile, Optional.empty());
  }

  /** The same reference, of a model with so many held-back rows. */
  static OutcomeReference reference(long seed, int heldBack, Predicate<Outcome> hard) {
    ReferenceProfile profile = Samples.reference(5_000, new Random(seed));
    OutcomeReference before = reference(profile, Optional.empty());
    OutcomeProfile rows = OutcomeProfile.empty(2);
    PerformanceProfile performance = new PerformanceProfile();
    for (Outcome row : rows(heldBack, new Random(seed + 1), hard)) {
      rows.add(before, row);
      performance.add(row.scores(), row.label());
    }
    return reference(
        new ReferenceProfile(profile.names(), profile.bins(), profile.data(), performance),
        Optional.of(rows));
  }

  private static OutcomeReference reference(
      ReferenceProfile profile, Optional<OutcomeProfile> heldBack) {
    return new OutcomeReference(
        profile, List.of("down", "up"), List.of(List.of(), List.of(), DAYS), 1, heldBack);
  }

  /**
   * Rows whose scores can be believed.
   *
   * @param harmed rows that are wrong whatever their scores say
   */
  static List<Outcome> rows(int count, Random random, Predicate<Outcome> harmed) {
    List<Outcome> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] scores = Samples.scores(random);
      String country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
      int label = random.nextFloat() < scores[0] ? 0 : 1;
      Outcome row =
          new Outcome(
              "r" + random.nextLong(),
              scores,
              label,
              Map.of("country", country),
              Samples.features(random));
      int wrong = scores[0] > scores[1] ? 1 : 0;
      rows.add(
          harmed.test(row)
              ? new Outcome(row.id(), scores, wrong, row.segments(), row.features())
              : row);
    }
    return rows;
  }
}
