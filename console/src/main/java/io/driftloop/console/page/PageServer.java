package io.driftloop.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.driftloop.console.ConsoleException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.Optional;

/**
 * Serves the live page: its static files, {@code GET /api/state} with the whole {@link PageState}
 * as JSON, and {@code GET /api/events}, which sends that state again whenever it changed. Reads
 * only; nothing on the page changes the loop. Loads nothing from elsewhere.
 */
public final class PageServer implements AutoCloseable {
  /** The address that only this machine reaches, which is what a page without a login is for. */
  public static final String LOCAL = "127.0.0.1";

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30";

  private final ObjectMapper json = new ObjectMapper();
  private final LoopView view;
  private final String flink;
  private final EventStream events;
  private final Javalin server;

  private PageServer(LoopView view, Optional<URI> flink) {
    this.view = view;
    this.flink = flink.map(URI::toString).orElse(null);
    this.events = new EventStream(view::revision, this::state);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Serves the page to this machine only.
   *
   * @param port the port to listen on; 0 for a free one
   * @throws ConsoleException where the port is taken
   */
  public static PageServer start(int port, LoopView view) {
    return start(LOCAL, port, Optional.empty(), view);
  }

  /**
   * Serves the page.
   *
   * @param host the address to listen on; 0.0.0.0 for all, which shows the page to the network
   * @param port the port to listen on; 0 for a free one
   * @param flink address of the Flink web UI to link to, as a browser reaches it
   * @throws ConsoleException where the port is taken
   */
  public static PageServer start(String host, int port, Optional<URI> flink, LoopView view) {
    PageServer page = new PageServer(view, flink);
    try {
      page.server.start(host, port);
    } catch (JavalinBindException e) {
      throw new ConsoleException(
          "the page cannot listen on %s:%d: the port is taken".formatted(host, port), e);
    }
    return page;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.staticFiles.add("/page", Location.CLASSPATH);
    config.staticFiles.add(
        files -> {
          files.hostedPath = "/uplot";
          files.directory = UPLOT;
          files.location = Location.CLASSPATH;
        });
    config.routes.before(PageServer::secure);
    config.routes.get(
        "/api/state",
        context ->
            context
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .result(state()));
    config.routes.get("/api/events", events);
    config.routes.error(404, context -> context.contentType("text/plain").result("not found"));
  }

  private static void secure(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
  }

  private String state() {
    try {
      return json.writeValueAsString(view.snapshot(flink));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the page's state is not writable as JSON", e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Ends the event streams and stops listening. */
  @Override
  public void close() {
    events.close();
    server.stop();
  }
}
