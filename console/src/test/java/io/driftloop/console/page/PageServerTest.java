package io.driftloop.console.page;

import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.console.ConsoleException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PageServerTest {
  private static final long NOVEMBER = at("1997-11-06T00:00:00Z");
  private static final Pattern ASSET = Pattern.compile("(?:src|href|from)\\s*=?\\s*\"([^\":#]+)\"");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final LoopView view = new LoopView();
  private final PageServer server =
      PageServer.start(PageServer.LOCAL, 0, Optional.of(URI.create("http://localhost:8081")), view);

  @AfterEach
  void close() {
    server.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  @Test
  void givesTheStateAsJson() throws Exception {
    view.onActiveModel(Records.active(1, "v1", NOVEMBER));
    view.onSignal(signal("accuracy", "", NOVEMBER, .9).build());
    view.onSignal(signal("confidence", "", NOVEMBER, Double.NaN).build());
    HttpResponse<String> response = get("/api/state");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode state = json.readTree(response.body());
    assertThat(state.at("/flink").asText()).isEqualTo("http://localhost:8081");
    assertThat(state.at("/models/0/status/sentence").asText()).startsWith("Serving v1;");
    assertThat(state.at("/models/0/accuracy/loop/0").asDouble()).isEqualTo(.9);
    assertThat(state.at("/models/0/confidence/value/0").isNull()).isTrue();
    assertThat(state.at("/models/0/strip")).hasSize(6);
  }

  @Test
  void pushesTheStateAtOnceAndAfterEveryChange() throws Exception {
    try (BufferedReader events = events()) {
      long first = nextRevision(events);
      view.onProgress(10, 20, NOVEMBER);
      assertThat(nextRevision(events)).isGreaterThan(first);
    }
  }

  @Test
  void aConnectionThatComesAgainHasTheWholeStateAtOnce() throws Exception {
    view.onProgress(10, 20, NOVEMBER);
    for (int connection = 0; connection < 3; connection++) {
      try (BufferedReader events = events()) {
        assertThat(nextRevision(events)).isEqualTo(view.revision());
      }
    }
  }

  private BufferedReader events() throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            request("/api/events").header("Accept", "text/event-stream").build(),
            BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private long nextRevision(BufferedReader events) throws IOException {
    String line = events.readLine();
    while (!line.startsWith("data:")) {
      line = events.readLine();
    }
    return json.readTree(line.substring("data:".length())).get("revision").asLong();
  }

  @Test
  void everyFileThatThePageNamesIsThereAndNoneIsElsewhere() throws Exception {
    assertAssets("/", "/index.html");
    for (String module : new String[] {"app", "charts", "drift", "strip", "table", "state"}) {
      assertAssets("/", "/" + module + ".js");
    }
  }

  private void assertAssets(String base, String path) throws IOException, InterruptedException {
    String text = get(path).body();
    assertThat(text).isNotEmpty().doesNotContain("https://");
    Matcher asset = ASSET.matcher(text);
    while (asset.find()) {
      String named = URI.create(base).resolve(asset.group(1)).toString();
      HttpResponse<String> response = get(named);
      assertThat(response.statusCode()).as(named).isEqualTo(200);
      assertThat(response.body()).as(named).isNotEmpty();
    }
  }

  @Test
  void allowsNothingFromElsewhere() throws Exception {
    for (String path : new String[] {"/", "/app.js", "/api/state"}) {
      assertThat(get(path).headers().firstValue("Content-Security-Policy"))
          .as(path)
          .hasValueSatisfying(
              policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
    }
  }

  @Test
  void saysNotFoundInTwoWords() throws Exception {
    HttpResponse<String> response = get("/../../etc/nothing");
    assertThat(response.statusCode()).isBetween(400, 404);
    response = get("/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("not found");
  }

  @Test
  void aTakenPortIsOneClearLine() {
    assertThatThrownBy(() -> PageServer.start(server.port(), view))
        .isInstanceOf(ConsoleException.class)
        .hasMessage("the page cannot listen on 127.0.0.1:%d: the port is taken", server.port());
  }

  @Test
  void closingEndsOpenStreams() throws Exception {
    try (BufferedReader events = events()) {
      nextRevision(events);
      server.close();
      assertThat(drained(events)).isTrue();
    }
  }

  /** Reads to the end of the stream, which a server that closed has, orderly or not. */
  private static boolean drained(BufferedReader events) {
    try {
      while (events.readLine() != null) {}
      return true;
    } catch (IOException e) {
      return true;
    }
  }
}
