package io.driftloop.jobs.metrics;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a Flink process tells Prometheus at one moment. */
record Scrape(List<Sample> samples) {
  private static final Pattern LINE = Pattern.compile("(\\w+)(?:\\{(.*)\\})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** One number of a metric. */
  record Sample(String name, Map<String, String> labels, double value) {}

  static Scrape of(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(port))).build();
    String body = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return new Scrape(
        body.lines()
            .filter(line -> !line.startsWith("#"))
            .map(LINE::matcher)
            .filter(match -> match.matches())
            .map(
                match ->
                    new Sample(
                        match.group(1), labels(match.group(2)), Double.parseDouble(match.group(3))))
            .toList());
  }

  private static Map<String, String> labels(String text) {
    return text == null
        ? Map.of()
        : LABEL.matcher(text).results().collect(toMap(one -> one.group(1), one -> one.group(2)));
  }

  boolean has(String name, Predicate<Map<String, String>> labels) {
    return samples.stream()
        .anyMatch(sample -> sample.name().equals(name) && labels.test(sample.labels()));
  }

  /** The sum of a metric of our operators over those samples that have a label of this value. */
  double sum(String metric, String label, String value) {
    return samples.stream()
        .filter(sample -> sample.name().equals("flink_taskmanager_job_task_operator_" + metric))
        .filter(sample -> value.equals(sample.labels().get(label)))
        .mapToDouble(Sample::value)
        .sum();
  }
}
