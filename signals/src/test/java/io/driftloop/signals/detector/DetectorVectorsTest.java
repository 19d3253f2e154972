package io.driftloop.signals.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alarm indices against River, whose version the resource names; counted from 0. */
class DetectorVectorsTest {
  private static final Map<String, double[]> STREAMS = streams();

  @ParameterizedTest
  @MethodSource("expectations")
  void alarmsWhereRiverDoes(String line) {
    String[] fields = line.split(",", -1);
    DetectorKind kind = DetectorKind.valueOf(fields[0]);
    ChangeDetector detector = asInRiver(kind);
    List<Integer> alarms = new ArrayList<>();
    List<Integer> warnings = new ArrayList<>();
    run(detector, STREAMS.get(fields[1]), alarms, warnings);
    List<Integer> expected =
        fields[2].isEmpty()
            ? List.of()
            : Stream.of(fields[2].split(" ")).map(Integer::valueOf).toList();
    assertThat(alarms).as(line).isEqualTo(expected);
    assertThat(warnings).as(line).hasSize(Integer.parseInt(fields[3]));
    assertThat(warnings.isEmpty() ? -1 : warnings.get(0))
        .as(line)
        .isEqualTo(Integer.parseInt(fields[4]));
  }

  /**
   * River draws KSWIN's sample with another generator, so the window is one where the sample is all
   * of the older part. It lets Page–Hinkley's forgetting shrink the sum and not its distance from
   * the extreme, so that the extreme is lost with time; without forgetting both forms are one.
   */
  private static ChangeDetector asInRiver(DetectorKind kind) {
    return switch (kind) {
      case KSWIN -> new Kswin(new Kswin.Parameters(0.005, 60, 30), 7);
      case PAGE_HINKLEY -> new PageHinkley(new PageHinkley.Parameters(30, 0.005, 50, 1, true));
      default -> kind.create(7);
    };
  }

  /** As River's own tests have them; the last bucket has to be tested for these. */
  @Test
  void alarmsAtThePublishedIndices() {
    assertThat(alarms(DetectorKind.ADWIN, "river_s1")).contains(1023);
    assertThat(alarms(DetectorKind.ADWIN, "river_docstring")).containsExactly(1023);
    assertThat(alarms(DetectorKind.ADWIN, "river_multi42")).containsExactly(1023, 2015, 3007);
    assertThat(alarms(DetectorKind.PAGE_HINKLEY, "river_s1")).containsExactly(1020, 1991);
    assertThat(alarms(DetectorKind.PAGE_HINKLEY, "river_docstring")).contains(1006);
    assertThat(alarms(DetectorKind.DDM, "river_s2")).contains(1049);
  }

  private static List<Integer> alarms(DetectorKind kind, String stream) {
    List<Integer> alarms = new ArrayList<>();
    run(kind.create(0), STREAMS.get(stream), alarms, new ArrayList<>());
    return alarms;
  }

  private static void run(
      ChangeDetector detector, double[] values, List<Integer> alarms, List<Integer> warnings) {
    for (int i = 0; i < values.length; i++) {
      switch (detector.add(values[i])) {
        case CHANGE -> alarms.add(i);
        case WARNING -> warnings.add(i);
        case NONE -> {}
      }
    }
  }

  static List<String> expectations() {
    return lines("/vectors/detector_alarms.csv");
  }

  private static Map<String, double[]> streams() {
    Map<String, double[]> streams = new HashMap<>();
    for (String line : lines("/vectors/detector_streams.csv")) {
      String[] fields = line.split(",", 2);
      String[] values = fields[1].split(fields[1].contains(" ") ? " " : "");
      streams.put(fields[0], Stream.of(values).mapToDouble(Double::parseDouble).toArray());
    }
    return streams;
  }

  private static List<String> lines(String resource) {
    try (InputStream in = DetectorVectorsTest.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
