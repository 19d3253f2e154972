package io.driftloop.jobs.io;

import io.driftloop.config.Option;
import io.driftloop.signals.SignalKind;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Options that name kinds of signals. */
public final class SignalKinds {
  private SignalKinds() {}

  /**
   * A list of kinds by their wire names.
   *
   * @param defaults what it is where it is not set, and the example
   * @param check what else must hold of the kinds; none of them closes a window
   */
  public static Option<Set<SignalKind>> option(
      String key, String defaults, String description, Predicate<Set<SignalKind>> check) {
    Option<List<String>> texts = Option.list(key, defaults, description);
    Function<String, Set<SignalKind>> parser =
        text -> {
          Set<SignalKind> kinds = EnumSet.noneOf(SignalKind.class);
          texts.parser().apply(text).forEach(name -> kinds.add(SignalKind.ofWireName(name)));
          return kinds;
        };
    return new Option<>(
        key,
        Optional.of(parser.apply(defaults)),
        "a list of signal kinds",
        defaults,
        description,
        parser,
        check.and(kinds -> !kinds.contains(SignalKind.WINDOW_EVALUATED)));
  }
}
