package io.driftloop.jobs.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.config.ConfigException;
import io.driftloop.config.Options;
import io.driftloop.jobs.io.RecordKind;
import io.driftloop.jobs.io.RecordKinds;
import io.driftloop.jobs.io.RejectedException;
import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.schemas.ErrorCode;
import io.driftloop.schemas.codec.PredictionRowCodec;
import io.driftloop.schemas.row.LabelRow;
import io.driftloop.schemas.row.PredictionRow;
import io.driftloop.serving.ModelCard;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class MappedSourcesTest {
  private static final CatalogFactory CATALOG =
      () ->
          (model, version) ->
              Optional.of(
                  new ModelCard(model, version, MappingFixture.SCHEMA, null, Map.of(), null));

  @Test
  void readsOurOwnRecordsUnlessToldOtherwise() throws Exception {
    RecordKind<PredictionRow> kind = MappedSources.predictions(Options.empty(), CATALOG);
    PredictionRow row = new PredictionRow();
    row.id = "r1";
    row.model = "elec2";
    row.modelVersion = "v1";
    row.features = new float[] {1};
    row.scores = new float[] {1, 0};

    assertThat(kind.topic()).isEqualTo("predictions");
    assertThat(kind.decoder().create().decode(new PredictionRowCodec().encode(row)).id)
        .isEqualTo("r1");
    assertThat(MappedSources.labels(Options.empty(), CATALOG).topic()).isEqualTo("labels");
  }

  @Test
  void readsForeignPredictionsFromTheirTopic() throws Exception {
    Options options =
        MappingFixture.predictions()
            .with("predictions.topic", "scored")
            .with("mapping.feature-schema", "elec2/v1")
            .options();

    RecordKind<PredictionRow> kind =
        InstantiationUtil.clone(MappedSources.predictions(options, CATALOG));

    assertThat(kind.topic()).isEqualTo("scored");
    assertThat(kind.decoder().create().decode(MappingFixture.bytes(MappingFixture.PREDICTION)).id)
        .isEqualTo("42");
    assertThatThrownBy(() -> kind.decoder().create().decode(MappingFixture.bytes("{}")))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNMAPPABLE));
  }

  @Test
  void readsForeignLabelsFromTheirTopic() throws Exception {
    Options options =
        MappingFixture.labels()
            .with("labels.topic", "outcomes")
            .with("mapping.feature-schema", "elec2/v1")
            .options();

    RecordKind<LabelRow> kind = InstantiationUtil.clone(MappedSources.labels(options, CATALOG));

    assertThat(kind.topic()).isEqualTo("outcomes");
    assertThat(kind.key().apply(kind.decoder().create().decode(label()))).isEqualTo("r1");
    assertThat(kind.type()).isEqualTo(RecordKinds.LABELS.type());
  }

  @Test
  void saysThatTheStoreCannotBeRead() {
    Options options =
        MappingFixture.labels()
            .with("mapping.feature-schema", "elec2/v1")
            .with("models.uri", "file:///nowhere")
            .options();
    CatalogFactory broken =
        () -> {
          throw new IOException("no such folder");
        };

    assertThatThrownBy(() -> MappedSources.labels(options, broken))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("models.uri: 'file:///nowhere' cannot be read (no such folder)");
  }

  private static byte[] label() {
    return MappingFixture.bytes("{\"ref\": \"r1\", \"truth\": \"UP\", \"when\": 1777629600}");
  }
}
