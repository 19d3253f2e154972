package io.driftloop.benchmarks;

import io.driftloop.benchmarks.peers.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What was measured, and with what it was compared. */
final class Versions {
  private Versions() {}

  /** Driftloop's revision first, then the peers'. */
  static Map<String, String> of(Path home, Optional<Peers> peers) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Driftloop", revision(home));
    peers.ifPresent(present -> versions.putAll(present.versions()));
    return versions;
  }

  /** The commit that the working tree is at, with a mark where it was changed since. */
  private static String revision(Path home) {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(home.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean ended = git.waitFor(10, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 ? answer : "of unknown revision";
    } catch (IOException e) {
      return "of unknown revision";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "of unknown revision";
    }
  }
}
