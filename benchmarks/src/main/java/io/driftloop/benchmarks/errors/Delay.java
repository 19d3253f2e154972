package io.driftloop.benchmarks.errors;

import com.fasterxml.jackson.databind.JsonNode;
import io.driftloop.benchmarks.Benchmark;
import io.driftloop.benchmarks.Claim;
import io.driftloop.benchmarks.Result;
import io.driftloop.benchmarks.Row;
import io.driftloop.benchmarks.Settings;
import io.driftloop.benchmarks.peers.Peers;
import io.driftloop.benchmarks.streams.RealStreams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Runs detectors over streams of a classifier's mistakes. */
public final class Delay implements Benchmark {
  /** KSWIN takes a Kolmogorov–Smirnov test a row. */
  private static final int SLOW_STREAMS = 5;

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public String what() {
    return "How soon, and how often for nothing, do detectors alarm on a classifier's mistakes?";
  }

  @Override
  public boolean comparesPeers() {
    return true;
  }

  @Override
  public Result run(Settings settings) {
    List<ErrorStream> streams = new ArrayList<>(SyntheticErrors.streams(settings.size(50, 3)));
    List<String> notes = new ArrayList<>(notes());
    settings
        .data()
        .ifPresentOrElse(
            directory -> streams.addAll(real(settings, new RealStreams(directory))),
            () -> notes.add("No data directory was given: the real streams are left out."));
    Map<String, Map<String, Alarms>> found = new LinkedHashMap<>();
    count(found, "always alarm", streams, stream -> IntStream.range(0, stream.errors().length));
    for (OurDetectors.Entry entry : OurDetectors.all()) {
      count(found, entry.name(), streams, stream -> alarms(entry, stream));
    }
    settings.tell("River's detectors on %d streams".formatted(streams.size()));
    settings
        .peers()
        .ifPresent(peers -> river(found, peers, streams, settings.size(SLOW_STREAMS, 1)));
    return new Result(rows(found), claims(found), notes);
  }

  private static List<ErrorStream> real(Settings settings, RealStreams data) {
    List<ErrorStream> streams = new ArrayList<>();
    for (String name : RealStreams.names()) {
      settings.tell("mistakes of naive Bayes on " + name);
      streams.add(PrequentialErrors.of(data.load(name).first(settings.size(100_000, 2000))));
    }
    return streams;
  }

  private interface Alarming {
    IntStream on(ErrorStream stream);
  }

  private static void count(
      Map<String, Map<String, Alarms>> found,
      String detector,
      List<ErrorStream> streams,
      Alarming alarming) {
    streams.forEach(stream -> add(found, detector, stream, alarming.on(stream).toArray()));
  }

  private static void add(
      Map<String, Map<String, Alarms>> found, String detector, ErrorStream stream, int[] alarms) {
    found
        .computeIfAbsent(stream.group(), group -> new LinkedHashMap<>())
        .merge(detector, Alarms.of(stream, alarms), Alarms::plus);
  }

  private static IntStream alarms(OurDetectors.Entry entry, ErrorStream stream) {
    ErrorDetector detector = entry.start().get();
    return IntStream.range(0, stream.errors().length)
        .filter(row -> detector.alarms(stream.errors()[row]));
  }

  private static void river(
      Map<String, Map<String, Alarms>> found, Peers peers, List<ErrorStream> streams, int slow) {
    JsonNode answer =
        peers.run(
            "river_detectors.py",
            List.of(String.valueOf(streams.size())),
            numbers -> {
              Map<String, Integer> sent = new LinkedHashMap<>();
              for (ErrorStream stream : streams) {
                int count = sent.merge(stream.group(), 1, Integer::sum);
                numbers.integers(stream.errors().length, count <= slow ? 1 : 0);
                numbers.bits(stream.errors());
              }
            });
    for (JsonNode each : answer) {
      int[] alarms =
          StreamSupport.stream(each.get("alarms").spliterator(), false)
              .mapToInt(JsonNode::asInt)
              .toArray();
      ErrorStream stream = streams.get(each.get("stream").asInt());
      add(found, "River, " + each.get("detector").asText(), stream, alarms);
    }
  }

  private static List<Row> rows(Map<String, Map<String, Alarms>> found) {
    List<Row> rows = new ArrayList<>();
    found.forEach(
        (group, detectors) ->
            detectors.forEach(
                (detector, alarms) ->
                    rows.add(
                        Row.of("stream", group)
                            .with("detector", detector)
                            .with("rows", alarms.rows())
                            .with("drifts", alarms.judged() ? alarms.drifts() : null)
                            .with("alarms", alarms.alarms())
                            .with("false alarms", alarms.judged() ? alarms.falseAlarms() : null)
                            .with("missed (MDR)", alarms.missed())
                            .with("delay (MTD)", alarms.timeToDetection())
                            .with("between false alarms (MTFA)", alarms.timeBetweenFalseAlarms())
                            .with("MTR", alarms.timeRatio()))));
    return rows;
  }

  /** A detector that promises a run length must keep it on the streams without a drift. */
  private static List<Claim> claims(Map<String, Map<String, Alarms>> found) {
    Map<String, Alarms> healthy = found.values().iterator().next();
    List<Claim> claims = new ArrayList<>();
    for (OurDetectors.Entry entry : OurDetectors.all()) {
      entry
          .runLength()
          .ifPresent(
              length ->
                  claims.add(
                      Claim.atLeast(
                          "rows between false alarms without drift: " + entry.name(),
                          healthy.get(entry.name()).timeBetweenFalseAlarms(),
                          length)));
    }
    return claims;
  }

  private static List<String> notes() {
    return List.of(
        "Synthetic streams have %,d rows each and change at the middle."
            .formatted(SyntheticErrors.ROWS),
        "Real streams are the mistakes of Gaussian naive Bayes that is asked for each row and then"
            + " taught it. Where no drift is documented (rialto, noaa-weather, spam-stream), nobody"
            + " knows which alarms are false: only their number says something.",
        "Elec2 drifts all along, and only its largest change is documented: alarms that count as false"
            + " there need not be.",
        "An alarm from a drift's start to %,d rows after its end finds it, any other is false. MTFA:"
                .formatted(Alarms.PATIENCE)
            + " rows between false alarms; MTD: rows to detection; MDR: share missed; MTR = MTFA /"
            + " MTD × (1 − MDR), in which no false alarm counts as one (Bifet 2017).",
        "The row 'always alarm' is there because on real streams it looks good to those who count"
            + " detections alone.",
        "All detectors but the e-detector run at their published defaults; River's KSWIN, which is"
            + " slow, on %d streams of a kind.".formatted(SLOW_STREAMS),
        "MOA's detectors are left out: its licence (GPL) stays away from this project.");
  }
}
