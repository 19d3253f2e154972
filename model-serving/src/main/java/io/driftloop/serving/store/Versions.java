package io.driftloop.serving.store;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of versions, which is by number and not by letter: v2 comes before v10. */
public final class Versions {
  private static final Pattern NUMBERED = Pattern.compile("(\\D*)(\\d*)(.*)");

  /** Oldest first. */
  public static final Comparator<String> ORDER =
      Comparator.comparing((String version) -> part(version, 1))
          .thenComparing(Versions::number)
          .thenComparing(version -> part(version, 3))
          .thenComparing(Comparator.naturalOrder());

  private Versions() {}

  /** The version after all of these: {@code v1} where there is none. */
  public static String next(Collection<String> versions) {
    BigInteger highest =
        versions.stream()
            .filter(version -> version.matches("v\\d+"))
            .map(Versions::number)
            .max(Comparator.naturalOrder())
            .orElse(BigInteger.ZERO);
    return "v" + highest.add(BigInteger.ONE);
  }

  private static BigInteger number(String version) {
    String digits = part(version, 2);
    return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static String part(String version, int group) {
    Matcher matcher = NUMBERED.matcher(version);
    return matcher.matches() ? matcher.group(group) : "";
  }
}
