package io.driftloop.console.page;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends the whole state to each browser when it connects and whenever it changed since, a few times
 * a second at most, and a comment where nothing changes, so that a dead connection is noticed. A
 * browser that reconnects needs nothing of what came before. Each has a thread of the server's for
 * itself: a slow one delays nobody.
 *
 * <p>It writes server-sent events itself: Javalin's own answer them asynchronously, and its error
 * handling runs in circles when such an answer ends after the browser has gone.
 */
final class EventStream implements Handler, AutoCloseable {
  private static final long GAP_MILLIS = 400;
  private static final int GAPS_BETWEEN_HEARTBEATS = 25;
  private static final int CLIENTS = 64;

  private final LongSupplier revision;
  private final Supplier<String> state;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger clients = new AtomicInteger();

  EventStream(LongSupplier revision, Supplier<String> state) {
    this.revision = revision;
    this.state = state;
  }

  @Override
  public void handle(Context context) throws IOException {
    try {
      if (clients.incrementAndGet() <= CLIENTS) {
        context.contentType("text/event-stream").header("Cache-Control", "no-store");
        context.res().setCharacterEncoding("UTF-8");
        stream(context.res().getOutputStream());
      } else {
        context.status(HttpStatus.SERVICE_UNAVAILABLE).result("too many open pages");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.decrementAndGet();
    }
  }

  private void stream(OutputStream out) throws InterruptedException {
    long sent = -1;
    int quiet = 0;
    boolean there = true;
    do {
      long now = revision.getAsLong();
      if (now != sent) {
        there = sends(out, "event: state\ndata: " + state.get() + "\n\n");
        sent = now;
        quiet = 0;
      } else if (++quiet % GAPS_BETWEEN_HEARTBEATS == 0) {
        there = sends(out, ": still here\n\n");
      }
    } while (there && !closed.await(GAP_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Whether the browser is still there: one that has gone is no error. */
  private static boolean sends(OutputStream out, String event) {
    try {
      out.write(event.getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
