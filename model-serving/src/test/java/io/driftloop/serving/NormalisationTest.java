package io.driftloop.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.driftloop.schemas.Normaliser;
import java.util.List;
import org.junit.jupiter.api.Test;

class NormalisationTest {
  private static final float NAN = Float.NaN;
  private static final FeatureSchema SCHEMA =
      new FeatureSchema(
          List.of(
              FeatureSchema.Feature.numeric("a", ""),
              FeatureSchema.Feature.categorical("b", List.of("x", "y"))),
          List.of("no", "yes"));

  private static float[] apply(Normaliser normaliser, float... features) {
    Normalisation normalisation = new Normalisation(normaliser);
    float[] inputs = new float[normalisation.inputWidth()];
    normalisation.apply(features, inputs, 0);
    return inputs;
  }

  @Test
  void fitsWithoutMissingAndInfiniteValues() {
    float[][] rows = {
      {1, 0}, {3, 1}, {NAN, NAN}, {Float.POSITIVE_INFINITY, 2}, {Float.NEGATIVE_INFINITY, 0}
    };
    Normaliser normaliser = Normalisation.fit(SCHEMA, rows);
    assertThat(normaliser.getColumns().get(0).getMean()).isEqualTo(2);
    assertThat(normaliser.getColumns().get(0).getDeviation())
        .isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(normaliser.getColumns().get(1).getCategories()).isEqualTo(2);
  }

  @Test
  void aConstantOrWhollyMissingNumberHasDeviationOne() {
    float[][] constant = {{.1f, 0}, {.1f, 0}, {.1f, 0}};
    assertThat(Normalisation.fit(SCHEMA, constant).getColumns().get(0).getDeviation()).isOne();
    float[][] missing = {{NAN, 0}};
    assertThat(Normalisation.fit(SCHEMA, missing).getColumns().get(0).getDeviation()).isOne();
    assertThat(Normalisation.fit(SCHEMA, new float[0][]).getColumns().get(0).getMean()).isZero();
  }

  @Test
  void standardisesNumbersAndOneHotEncodesCategories() {
    Normaliser normaliser = Normalisation.fit(SCHEMA, new float[][] {{1, 0}, {3, 1}});
    float root = (float) Math.sqrt(.5);
    assertThat(apply(normaliser, 3, 1)).containsExactly(root, 0, 1);
    assertThat(apply(normaliser, 1, 0)).containsExactly(-root, 1, 0);
  }

  @Test
  void missingUnseenAndWildValuesAreHarmless() {
    Normaliser normaliser = Normalisation.fit(SCHEMA, new float[][] {{1, 0}, {3, 1}});
    assertThat(apply(normaliser, NAN, NAN)).containsExactly(0, 0, 0);
    assertThat(apply(normaliser, 1e30f, 2)).containsExactly(10, 0, 0);
    assertThat(apply(normaliser, Float.NEGATIVE_INFINITY, -1)).containsExactly(-10, 0, 0);
  }

  @Test
  void refusesRowsOfAnotherWidth() {
    Normaliser normaliser = Normalisation.fit(SCHEMA, new float[][] {{1, 0}});
    assertThatThrownBy(() -> apply(normaliser, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 features, expected 2");
  }
}
