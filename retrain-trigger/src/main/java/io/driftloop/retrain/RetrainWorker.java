package io.driftloop.retrain;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.LogEvent;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.schemas.Topics;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.schemas.codec.UndecodableException;
import io.driftloop.signals.policy.Action;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests for retrainings, recalibrations, tuned heads and roll-backs, one at a time and
 * each exactly once; other actions are for people and other readers, and are passed over. Training
 * runs on a thread of its own while the consumer, paused, keeps polling, so that hours of training
 * do not cost the worker its partition. Where something but the data is wrong, {@link #run} throws,
 * the request stays open and the next start takes it up again.
 */
public final class RetrainWorker implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RetrainWorker.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> requests;
  private final AnswerSink sink;
  private final LoopState state;
  private final Retrainer retrainer;
  private final Clock clock;
  private final Codec<RetrainingEvent> codec = Codec.of(RetrainingEvent.class);
  private final ExecutorService training =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "retraining"));
  private volatile boolean closed;
  private volatile boolean partitionLost;
  private boolean busy;

  /** A worker; it owns and closes its consumer, sink and state. */
  RetrainWorker(
      Consumer<byte[], byte[]> requests,
      AnswerSink sink,
      LoopState state,
      Retrainer retrainer,
      Clock clock) {
    this.requests = requests;
    this.sink = sink;
    this.state = state;
    this.retrainer = retrainer;
    this.clock = clock;
  }

  /** Works until {@link #close} is called from another thread, or something goes wrong. */
  @Override
  public void run() {
    try {
      requests.subscribe(List.of(Topics.RETRAINING_EVENTS), new Rebalance());
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> request : requests.poll(POLL)) {
          handle(request);
        }
      }
    } catch (WakeupException e) {
      if (!closed) {
        throw e;
      }
    } finally {
      release();
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> request) {
    RetrainingEvent event;
    try {
      event = codec.decode(request.value());
    } catch (UndecodableException e) {
      sink.refuse(request, requests.groupMetadata(), e.getMessage());
      return;
    }
    if (!Action.answered(event.getAction())) {
      LOG.info("{}", told("request-passed-over", event));
      sink.skip(request, requests.groupMetadata());
      return;
    }
    state.catchUp();
    if (state.answered(event.getRequestId())) {
      LOG.info("{}", told("request-answered-before", event));
      sink.skip(request, requests.groupMetadata());
      return;
    }
    Optional<Answer> answer = answer(event, state.active(event.getModel()));
    answer.ifPresent(
        found -> {
          sink.publish(event, found, request, requests.groupMetadata());
          LOG.info("{}", told("retraining-ended", event, found.outcome()));
        });
  }

  private static LogEvent told(String what, RetrainingEvent event) {
    return LogEvent.of(what)
        .with("id", event.getRequestId())
        .with("model", event.getModel())
        .with("version", event.getModelVersion())
        .with("action", event.getAction());
  }

  private static LogEvent told(String what, RetrainingEvent event, RetrainingOutcome outcome) {
    return told(what, event)
        .with("newVersion", Optional.ofNullable(outcome.getVersion()).orElse("none"))
        .with("status", outcome.getStatus())
        .with("why", outcome.getWhy());
  }

  /** The answer; empty where the worker is closed, or its partition is another's now. */
  private Optional<Answer> answer(RetrainingEvent event, Optional<ActiveModel> active) {
    partitionLost = false;
    long startedAt = clock.millis();
    Future<Answer> future =
        training.submit(() -> retrainer.answer(event, active, this::isCancelled));
    busy = true;
    requests.pause(requests.assignment());
    Answer answer = waitFor(future);
    requests.resume(requests.assignment());
    busy = false;
    return isCancelled() || answer == null
        ? Optional.empty()
        : Optional.of(answer.took(startedAt, clock.millis()));
  }

  private boolean isCancelled() {
    return closed || partitionLost;
  }

  private Answer waitFor(Future<Answer> future) {
    while (true) {
      try {
        return future.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (!requests.poll(Duration.ZERO).isEmpty()) {
          throw new IllegalStateException("a paused consumer returned records", e);
        }
      } catch (ExecutionException e) {
        if (isCancelled()) {
          LOG.info("training was given up: {}", e.getCause().getMessage());
          return null;
        }
        throw new IllegalStateException(
            "retraining failed: " + e.getCause().getMessage(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while training", e);
      }
    }
  }

  private void release() {
    closed = true;
    training.shutdown();
    try (requests;
        sink;
        state) {
      LOG.info("the retrain worker stops");
    }
  }

  /** Asks the worker to stop; {@link #run} then ends soon, and gives up a training under way. */
  @Override
  public void close() {
    closed = true;
    requests.wakeup();
  }

  /** Partitions that come while a training is under way are paused too; others have left. */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (busy) {
        requests.pause(partitions);
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitionLost = true;
    }
  }
}
