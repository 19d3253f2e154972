package io.driftloop.benchmarks.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.benchmarks.peers.Numbers;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.benchmarks.streams.ChangingFeatures;
import io.driftloop.benchmarks.streams.ChangingFeatures.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Has the peers look at the same runs. */
final class PowerPeers {
  private PowerPeers() {}

  /** The peers' detections of changes that share a sort of features, and so a calibration. */
  static List<Detections> measure(Peers peers, Plan plan, List<Change> changes) {
    String sort = changes.get(0).sort();
    int sent = sort.equals("correlated") ? features(changes) : 1;
    List<String> arguments =
        Stream.concat(
                Stream.of(sort),
                IntStream.of(
                        plan.windows(),
                        plan.healthy(),
                        plan.rows(),
                        plan.referenceRows(),
                        features(changes),
                        sent,
                        plan.calibrationRuns(),
                        plan.runs(),
                        changes.size())
                    .mapToObj(String::valueOf))
            .toList();
    JsonNode answer =
        peers.run("power.py", arguments, numbers -> send(numbers, plan, changes, sent));
    List<Detections> found = new ArrayList<>();
    for (JsonNode each : answer) {
      int[] first =
          StreamSupport.stream(each.get("firstAlarms").spliterator(), false)
              .mapToInt(JsonNode::asInt)
              .toArray();
      Change change = changes.get(each.get("change").asInt());
      found.add(new Detections(change, each.get("method").asText(), first));
    }
    return found;
  }

  private static int features(List<Change> changes) {
    return new ChangingFeatures(changes.get(0), 0).layout().columns();
  }

  private static void send(Numbers numbers, Plan plan, List<Change> changes, int sent)
      throws IOException {
    int features = features(changes);
    for (int run = 0; run < plan.calibrationRuns(); run++) {
      send(numbers, plan, new ChangingFeatures(changes.get(0), run), features, plan.windows());
    }
    for (Change change : changes) {
      for (int run = 0; run < plan.runs(); run++) {
        ChangingFeatures source = new ChangingFeatures(change, plan.seed(run));
        send(numbers, plan, source, sent, plan.healthy());
      }
    }
  }

  /** One run, changed after so many windows; only its first columns are sent. */
  private static void send(
      Numbers numbers, Plan plan, ChangingFeatures source, int sent, int healthy)
      throws IOException {
    send(numbers, source.next(plan.referenceRows()), sent);
    for (int window = 0; window < plan.windows(); window++) {
      if (window == healthy) {
        source.change();
      }
      send(numbers, source.next(plan.rows()), sent);
    }
  }

  private static void send(Numbers numbers, float[][] columns, int sent) throws IOException {
    for (int i = 0; i < sent; i++) {
      numbers.floats(columns[i]);
    }
  }
}
