package io.driftloop.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * Lets sources of one task each give so many records, and then none, without an end of the stream;
 * and says when all of them have come so far.
 */
public final class HoldOpen {
  private static final Map<String, Boolean> DRAINED = new ConcurrentHashMap<>();

  private final List<String> sources = new ArrayList<>();

  RateLimiterStrategy after(int records) {
    String source = UUID.randomUUID().toString();
    sources.add(source);
    return parallelism -> new Limiter<>(source, records);
  }

  /** Whether every source has given all that it may give. */
  public boolean drained() {
    return DRAINED.keySet().containsAll(sources);
  }

  private static final class Limiter<S extends SourceSplit> implements RateLimiter<S> {
    private final String source;
    private int left;

    Limiter(String source, int records) {
      this.source = source;
      left = records;
    }

    @Override
    public CompletionStage<Void> acquire(int numberOfEvents) {
      left -= numberOfEvents;
      if (left >= 0) {
        return CompletableFuture.completedFuture(null);
      }
      DRAINED.put(source, true);
      return new CompletableFuture<>();
    }
  }
}
