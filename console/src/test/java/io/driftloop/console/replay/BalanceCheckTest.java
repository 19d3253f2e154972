package io.driftloop.console.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.console.replay.BalanceCheck.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceCheckTest {

  @Test
  void whatBalancesIsNotBroken() {
    assertThat(BalanceCheck.broken(new Counts(10, 10, 10, 10, 10, 9, 1, 0, 0))).isEmpty();
  }

  @Test
  void withoutAShadowItsPredictionsAreNotMissed() {
    assertThat(BalanceCheck.broken(new Counts(10, 10, 10, 0, 10, 10, 0, 0, 0))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10, 9, 9, 9, 10, 10, 0, 0, '10 rows but 9 requests'",
    "10, 10, 9, 10, 10, 10, 0, 0, '10 requests but 9 champion predictions'",
    "10, 10, 10, 9, 10, 10, 0, 0, '10 requests but 9 shadow predictions'",
    "10, 10, 10, 10, 9, 9, 0, 0, '10 rows but 9 labels'",
    "10, 10, 10, 10, 10, 8, 1, 0, '10 labels but 9 labels joined or unmatched'",
    "10, 10, 10, 10, 10, 10, 0, 3, '3 records came twice'"
  })
  void everyLossAndRepetitionIsNamed(
      int rows,
      int requests,
      int champion,
      int shadow,
      int labels,
      int joined,
      int unmatched,
      int repeated,
      String message) {
    Counts counts =
        new Counts(rows, requests, champion, shadow, labels, joined, unmatched, 0, repeated);

    assertThat(BalanceCheck.broken(counts)).contains(message);
  }
}
