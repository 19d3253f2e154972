package io.driftloop.console.page;

import static io.driftloop.console.page.Records.at;
import static io.driftloop.console.page.Records.signal;
import static org.assertj.core.api.Assertions.assertThat;

import io.driftloop.schemas.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource({".914, .91", "1, 1.00", "0, .00", "-.05, -.05", "3.217, 3.22", "-1.5, -1.50"})
  void figuresHaveTwoDecimalsAndNoLeadingZero(double value, String text) {
    assertThat(Words.figure(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1997-11-14T00:00:00Z, 14 Nov 1997",
    "1997-09-01T08:30:00Z, 1 Sep 1997 08:30",
    "1969-12-31T00:00:00Z, 31 Dec 1969"
  })
  void timesAreInUtc(String instant, String text) {
    assertThat(Words.time(at(instant))).isEqualTo(text);
  }

  @Test
  void timesInSentencesAreMadeReadable() {
    assertThat(
            Words.withReadableTimes("from 1997-11-14T00:00Z to 1997-11-15T10:30:00.250Z, then end"))
        .isEqualTo("from 14 Nov 1997 to 15 Nov 1997 10:30, then end");
    assertThat(Words.withReadableTimes("nothing here")).isEqualTo("nothing here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "psi              | price | price drifted: PSI .31, threshold .20",
        "jensen-shannon   | price | price drifted: distance .31, threshold .20",
        "missing-rate     | price | price missing: share .31, threshold .20",
        "unseen-rate      | day   | day has unseen values: share .31, threshold .20",
        "prediction-drift | ''    | predictions drifted: distance .31, threshold .20",
        "accuracy         | ''    | accuracy .31, threshold .20",
        "worst-slice      | day=su | day=su: .31 times the errors of all rows, threshold .20",
        "label-bias       | ''    | labelled predictions differ from the rest: distance .31, threshold .20",
        "fairness-gap     | women | fairness-gap women .31, threshold .20"
      })
  void everyKindIsAReason(String kind, String subject, String sentence) {
    Signal signal = signal(kind, subject, 0, .31).setThreshold(.2).build();
    assertThat(Words.reason(signal)).isEqualTo(sentence);
  }

  @Test
  void segmentsAreNamedAndMissingThresholdsLeftOut() {
    Signal signal = signal("accuracy", "", 0, .5).setSegment("country=NZ").build();
    assertThat(Words.reason(signal)).isEqualTo("accuracy .50, in country=NZ");
  }
}
