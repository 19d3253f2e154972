package io.driftloop.retrain;

import io.driftloop.signals.profile.Season;
import java.util.Optional;

/** The cycle by which a version's reference is kept apart, as the configuration names it. */
public enum ReferenceSeason {
  NONE,
  HOUR_OF_DAY,
  DAY_OF_WEEK,
  MONTH_OF_YEAR;

  Optional<Season> season() {
    return this == NONE ? Optional.empty() : Optional.of(Season.valueOf(name()));
  }
}
