package io.driftloop.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A headless Chromium with one tab, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long DEADLINE_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final Path profile;
  private final WebSocket tab;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

  private Browser(Path executable) throws IOException, InterruptedException {
    profile = Files.createTempDirectory("driftloop-browser");
    process =
        new ProcessBuilder(
                executable.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--hide-scrollbars",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    tab =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(tabAddress(debuggingPort())), new Answers())
            .join();
  }

  /** The browser on the path; empty where there is none. */
  static Optional<Path> executable() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Browser open(Path executable) throws IOException, InterruptedException {
    return new Browser(executable);
  }

  private int debuggingPort() throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!Files.exists(file) || Files.size(file) == 0) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        throw new IOException("the browser did not start");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return Integer.parseInt(Files.readAllLines(file).get(0));
  }

  private String tabAddress(int port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:" + port + "/json/list");
    String tabs = http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofString()).body();
    for (JsonNode target : JSON.readTree(tabs)) {
      if (target.get("type").asText().equals("page")) {
        return target.get("webSocketDebuggerUrl").asText();
      }
    }
    throw new IOException("the browser has no tab: " + tabs);
  }

  /** Collects the parts of each message and completes the call that it answers. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        answer(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void answer(String text) {
      try {
        JsonNode answer = JSON.readTree(text);
        if (answer.has("id")) {
          answers.remove(answer.get("id").asInt()).complete(answer);
        }
      } catch (IOException e) {
        throw new IllegalStateException("no JSON from the browser: " + text, e);
      }
    }
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    tab.sendText(
        JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true);
    JsonNode result = answer.orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS).join();
    if (result.has("error")) {
      throw new IOException(method + ": " + result.get("error"));
    }
    return result.get("result");
  }

  void go(String address) throws IOException {
    call("Page.navigate", Map.of("url", address));
  }

  /** Sets the size of the page in CSS pixels, and whether the person prefers dark. */
  void look(int width, int height, boolean dark) throws IOException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** The value of a JavaScript expression. */
  JsonNode evaluate(String expression) throws IOException {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Waits until an expression is true; fails with it after half a minute. */
  void await(String expression) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
    while (!evaluate(expression).asBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never true: " + expression);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** The page as a PNG. */
  byte[] screenshot() throws IOException {
    JsonNode result = call("Page.captureScreenshot", Map.of("format", "png"));
    return Base64.getDecoder().decode(result.get("data").asText());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    tab.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    deleteProfile();
  }

  private void deleteProfile() throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(profile)) {
      files.forEach(paths::add);
    }
    for (int i = paths.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(paths.get(i));
    }
  }
}
