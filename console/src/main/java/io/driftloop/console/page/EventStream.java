package io.driftloop.console.page;

import io.javalin.http.sse.SseClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Sends the whole state to each browser when it connects and whenever it changed since, a few times
 * a second at most, and a comment where nothing changes, so that a dead connection is noticed. A
 * browser that reconnects needs nothing of what came before. Each has a thread of the server's for
 * itself: a slow one delays nobody.
 */
final class EventStream implements Consumer<SseClient>, AutoCloseable {
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
  public void accept(SseClient client) {
    try {
      if (clients.incrementAndGet() <= CLIENTS) {
        stream(client);
      } else {
        client.sendEvent("busy", "too many open pages");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      clients.decrementAndGet();
      client.close();
    }
  }

  private void stream(SseClient client) throws InterruptedException {
    long sent = -1;
    int quiet = 0;
    do {
      long now = revision.getAsLong();
      if (now != sent) {
        client.sendEvent("state", state.get());
        sent = now;
        quiet = 0;
      } else if (++quiet % GAPS_BETWEEN_HEARTBEATS == 0) {
        client.sendComment("still here");
      }
    } while (!closed.await(GAP_MILLIS, TimeUnit.MILLISECONDS) && !client.terminated());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
