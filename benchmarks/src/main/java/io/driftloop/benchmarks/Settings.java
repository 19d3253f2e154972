package io.driftloop.benchmarks;

import io.driftloop.benchmarks.peers.Peers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a run is given.
 *
 * @param quick whether it shall only show, within a minute, that the benchmark itself works
 * @param data directory of the real streams; empty where there is none
 * @param peers other implementations to compare with; empty where they cannot run here
 * @param minutes how long a benchmark that goes on as long as one likes shall go on
 * @param progress receives lines that tell a person how far it is
 */
public record Settings(
    boolean quick,
    Optional<Path> data,
    Optional<Peers> peers,
    int minutes,
    Consumer<String> progress) {

  /** Tells a person something. */
  public void tell(String line) {
    progress.accept(line);
  }

  /** The full size of something, or the small one of a quick run. */
  public int size(int full, int small) {
    return quick ? small : full;
  }
}
