package io.driftloop.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ActiveModel;
import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.OutcomeStatus;
import io.driftloop.schemas.RetrainingEvent;
import io.driftloop.schemas.RetrainingOutcome;
import io.driftloop.serving.dl4j.Dl4jModelLoader;
import io.driftloop.serving.store.ModelStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Version 2 was published in place of version 1, and shall be taken back. */
class RollBackTest extends WorkerFixture {
  @BeforeEach
  void publishSecondVersion() throws IOException {
    request(event("r1", MODEL, "RETRAIN"));
    work();
    assertPublishedOnce();
  }

  private static RetrainingEvent rollBack(String requestId, String from, String to) {
    RetrainingEvent event = event(requestId, MODEL, "ROLL_BACK");
    event.setModelVersion(from);
    event.setTargetVersion(to);
    event.setWhy("the risk rose with the new version");
    return event;
  }

  private RetrainingOutcome lastOutcome() {
    List<RetrainingOutcome> all = outcomes();
    return all.get(all.size() - 1);
  }

  private void assertRolledBackOnce() throws IOException {
    assertThat(outcomes())
        .extracting(RetrainingOutcome::getStatus)
        .containsExactly(OutcomeStatus.PUBLISHED, OutcomeStatus.ROLLED_BACK);
    assertThat(lastOutcome().getVersion()).isEqualTo("v1");
    assertThat(published()).extracting(ActiveModel::getGeneration).containsExactly(2L, 3L);
    ActiveModel active = published().get(1);
    assertThat(active.getChampion()).as("the very file that served").isEqualTo(champion);
    assertThat(active.getWhy()).isEqualTo(lastOutcome().getWhy());
    assertThat(new Dl4jModelLoader(store).load(MODEL, active.getChampion()).version())
        .isEqualTo("v1");
    assertThat(store.versions(MODEL)).as("nothing was made").containsExactly("v1", "v2");
    assertThat(broker.committedOffset()).isEqualTo(2);
  }

  private void assertNothingChanged(OutcomeStatus status, String why) {
    assertThat(lastOutcome().getStatus()).isEqualTo(status);
    assertThat(lastOutcome().getWhy()).contains(why);
    assertThat(published()).hasSize(1);
    assertThat(broker.committedOffset()).isEqualTo(2);
  }

  @Test
  void theVersionBeforeServesAgainAsANewGeneration() throws IOException {
    request(rollBack("r2", "v2", "v1"));
    work();
    assertRolledBackOnce();
    assertThat(lastOutcome().getWhy())
        .isEqualTo("v1 serves again in place of v2: the risk rose with the new version");
    assertThat(lastOutcome().getFinishedAt()).isPositive();
  }

  @Test
  void isAnsweredOnceHoweverOftenItComes() throws IOException {
    request(rollBack("r2", "v2", "v1"));
    work();
    assertRolledBackOnce();
    request(rollBack("r2", "v2", "v1"));
    work();
    assertThat(outcomes()).hasSize(2);
    assertThat(published()).hasSize(2);
    assertThat(broker.committedOffset()).isEqualTo(3);
  }

  @Test
  void aRetrainingAfterItGetsANumberOfItsOwn() {
    request(rollBack("r2", "v2", "v1"));
    request(event("r3", MODEL, "RETRAIN"));
    work(source(), store, new Gate(-1), broker.producer());
    assertThat(lastOutcome().getVersion()).isEqualTo("v3");
    assertThat(published()).extracting(ActiveModel::getGeneration).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aVersionThatNoLongerServesIsNotTakenBack() {
    request(rollBack("r2", "v7", "v1"));
    work();
    assertNothingChanged(OutcomeStatus.REJECTED, "v2 serves, not v7");
  }

  @Test
  void failsWhereTheVersionIsNotNamedOrNotThere() {
    request(rollBack("r2", "v2", null));
    work();
    assertNothingChanged(OutcomeStatus.FAILED, "no version to go back to is named");
    request(rollBack("r3", "v2", "v9"));
    work();
    assertThat(lastOutcome().getWhy()).isEqualTo("v9 is not in the store");
  }

  @Test
  void failsWhereTheFileIsGone() throws IOException {
    Files.delete(Path.of(URI.create(champion.getUri())));
    request(rollBack("r2", "v2", "v1"));
    work();
    assertNothingChanged(OutcomeStatus.FAILED, "the file of v1 is gone");
  }

  @Test
  void failsWhereTheFileIsAnother() throws IOException {
    Path file = Path.of(URI.create(champion.getUri()));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    request(rollBack("r2", "v2", "v1"));
    work();
    assertNothingChanged(OutcomeStatus.FAILED, "v1 cannot serve");
  }

  @Test
  void aStoreThatDoesNotAnswerLeavesTheRequestOpen() throws IOException {
    request(rollBack("r2", "v2", "v1"));
    assertThatThrownBy(() -> work(source(), new DeadStore(), new Gate(0), broker.producer()))
        .hasMessage("retraining failed: no answer");
    assertPublishedOnce();
    work();
    assertRolledBackOnce();
  }

  @Test
  void aCrashBeforeTheCommitIsMadeGoodOnRestart() throws IOException {
    request(rollBack("r2", "v2", "v1"));
    for (int attempt = 0; attempt < 3; attempt++) {
      MockProducer<byte[], byte[]> producer = broker.producer();
      producer.commitTransactionException = new KafkaException("broker gone");
      assertThatThrownBy(() -> work(source(), store, new Gate(0), producer))
          .hasMessage("broker gone");
      assertPublishedOnce();
    }
    work();
    assertRolledBackOnce();
  }

  @Test
  void aWorkerThatAnotherReplacedPublishesNothing() throws IOException {
    request(rollBack("r2", "v2", "v1"));
    MockProducer<byte[], byte[]> producer = broker.producer();
    ModelStore fencing =
        new DeadStore() {
          @Override
          public Optional<ModelRef> find(String model, String version) throws IOException {
            producer.fenceProducer();
            return store.find(model, version);
          }

          @Override
          public InputStream open(String uri) throws IOException {
            return store.open(uri);
          }
        };
    assertThatThrownBy(() -> work(source(), fencing, new Gate(0), producer))
        .isInstanceOf(ProducerFencedException.class);
    assertPublishedOnce();
    work();
    assertRolledBackOnce();
  }

  /** A store that cannot be reached. */
  private static class DeadStore implements ModelStore {
    @Override
    public ModelRef put(String model, String version, Path packageFile) throws IOException {
      throw new IOException("no answer");
    }

    @Override
    public Optional<ModelRef> find(String model, String version) throws IOException {
      throw new IOException("no answer");
    }

    @Override
    public InputStream open(String uri) throws IOException {
      throw new IOException("no answer");
    }

    @Override
    public List<String> versions(String model) throws IOException {
      throw new IOException("no answer");
    }

    @Override
    public List<String> models() throws IOException {
      throw new IOException("no answer");
    }
  }
}
