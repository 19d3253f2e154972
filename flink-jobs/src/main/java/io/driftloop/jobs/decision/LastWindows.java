package io.driftloop.jobs.decision;

import io.driftloop.schemas.Signal;
import io.driftloop.signals.diagnosis.ClosedWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;

/**
 * Keeps of the last closed window of each source, data and labels, what a diagnosis of the other
 * needs: what is breached, and of what is not one of each kind, which shows that somebody watched.
 */
final class LastWindows {
  private final MapState<String, Signal> state;

  /**
   * @param state signals by source and id
   */
  LastWindows(MapState<String, Signal> state) {
    this.state = state;
  }

  /** The closing window with what is known around it; from now on it is the last of its source. */
  ClosedWindow close(Signal closing, List<Signal> window) throws Exception {
    String source = Decisions.source(closing);
    List<Signal> others = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    for (var entry : state.entries()) {
      if (entry.getKey().startsWith(source + "/")) {
        replaced.add(entry.getKey());
      } else if (entry.getValue().getModelVersion().equals(closing.getModelVersion())) {
        others.add(entry.getValue());
      }
    }
    for (String key : replaced) {
      state.remove(key);
    }
    for (Signal signal : kept(window)) {
      state.put(source + "/" + signal.getId(), signal);
    }
    others.sort(Comparator.comparing(Signal::getId));
    return new ClosedWindow(
        closing.getModelVersion(),
        Decisions.ofLabels(closing),
        Instant.ofEpochMilli(closing.getWindowStart()),
        Instant.ofEpochMilli(closing.getWindowEnd()),
        Stream.concat(window.stream(), others.stream()).map(Decisions::measurement).toList());
  }

  private static List<Signal> kept(List<Signal> window) {
    Set<String> watched = new HashSet<>();
    return window.stream()
        .filter(
            signal ->
                signal.getBreached()
                    || watched.add(signal.getKind() + "/" + signal.getSegment().isEmpty()))
        .toList();
  }
}
