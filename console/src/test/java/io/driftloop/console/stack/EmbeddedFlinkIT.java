package io.driftloop.console.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkIT {

  @TempDir Path directory;

  @Test
  void jobsShareTheClusterAndAFailureIsTold() throws Exception {
    CompletableFuture<String> failure = new CompletableFuture<>();
    int port = Ports.free();
    try (EmbeddedFlink flink = EmbeddedFlink.start(directory, port, 2, failure::complete)) {
      submit(flink, "endless", Long.MAX_VALUE);
      assertThat(get(port, "/jobs/overview")).contains("endless");
      assertThat(get(port, "/")).contains("Apache Flink Web Dashboard");
      assertThat(failure).isNotDone();

      submit(flink, "failing", 10);
      assertThat(failure.get(60, TimeUnit.SECONDS)).isEqualTo("failing ended: row 10 is broken");
    }
  }

  private static void submit(EmbeddedFlink flink, String name, long brokenRow) {
    StreamExecutionEnvironment environment =
        flink.environment(new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    environment.setParallelism(1);
    environment
        .fromSequence(1, Long.MAX_VALUE)
        .map(
            row -> {
              if (row == brokenRow) {
                throw new IllegalStateException("row %d is broken".formatted(row));
              }
              return row;
            })
        .sinkTo(new DiscardingSink<>());
    flink.submit(name, environment);
  }

  private static String get(int port, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
