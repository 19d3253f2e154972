package io.driftloop.signals.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.signals.profile.Samples;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all that is kept in a stream's state has in common. */
class StateTest {
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  /** A kind of state: how it starts, takes a value in [0, 1], is written and read. */
  record Kind<T>(
      String name,
      Supplier<T> start,
      BiConsumer<T, Double> add,
      Writer<T> writer,
      Reader<T> reader) {

    interface Writer<T> {
      void write(T state, DataOutput out) throws IOException;
    }

    interface Reader<T> {
      T read(DataInput in) throws IOException;
    }

    byte[] bytes(T state) throws IOException {
      return Samples.bytes(out -> writer.write(state, out));
    }

    T of(byte[] bytes) throws IOException {
      return reader.read(Samples.input(bytes));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind<?>> kinds() {
    Bets bets = Bets.outside(.2, .6);
    return Stream.of(
        new Kind<>(
            "bet profile",
            () -> new BetProfile(bets),
            BetProfile::add,
            BetProfile::write,
            BetProfile::read),
        new Kind<>(
            "risk e-process",
            () -> new RiskEProcess(bets),
            RiskEProcess::add,
            RiskEProcess::write,
            RiskEProcess::read),
        new Kind<>(
            "e-detector",
            () -> new EDetector(bets),
            EDetector::add,
            EDetector::write,
            EDetector::read),
        new Kind<>(
            "dyadic scales",
            () -> new DyadicScales<>(5, MeanProfile::new),
            (state, value) ->
                state.add(state.next() < 0 ? 7 : state.next(), new MeanProfile(1, value)),
            DyadicScales::write,
            in -> DyadicScales.read(in, MeanProfile::new, MeanProfile::read)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void goesOnIdenticallyAfterARestart(Kind<T> kind) throws IOException {
    T whole = kind.start().get();
    T restarted = kind.of(kind.bytes(kind.start().get()));
    for (int i = 0; i < 300; i++) {
      double value = random.nextDouble();
      kind.add().accept(whole, value);
      kind.add().accept(restarted, value);
      if (random.nextInt(20) == 0) {
        restarted = kind.of(kind.bytes(restarted));
      }
    }
    assertThat(kind.bytes(restarted)).as("seed %d", seed).isEqualTo(kind.bytes(whole));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void everyTruncationIsRefused(Kind<T> kind) throws IOException {
    byte[] bytes = kind.bytes(filled(kind));
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> kind.of(cut)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void damageIsRefusedOrHarmless(Kind<T> kind) throws IOException {
    byte[] bytes = kind.bytes(filled(kind));
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
      T state;
      try {
        state = kind.of(damaged);
      } catch (IOException e) {
        continue;
      }
      kind.add().accept(state, random.nextDouble());
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void otherFormatsAreNamed(Kind<T> kind) {
    byte[] nine = {9};
    assertThatThrownBy(() -> kind.of(nine))
        .isInstanceOf(IOException.class)
        .hasMessage("%s format 9 is unknown".formatted(kind.name()));
  }

  private <T> T filled(Kind<T> kind) {
    T state = kind.start().get();
    for (int i = 0; i < 100; i++) {
      kind.add().accept(state, random.nextDouble());
    }
    return state;
  }
}
