package io.driftloop.serving.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.driftloop.schemas.ModelRef;
import io.driftloop.schemas.Normaliser;
import io.driftloop.schemas.codec.Codec;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.serving.ReferenceProfiles;
import io.driftloop.serving.SegmentProfiles;
import io.driftloop.serving.SegmentRows;
import io.driftloop.serving.TestModels;
import io.driftloop.signals.monitor.PredictionReference;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.monitor.SegmentSettings;
import io.driftloop.signals.sketch.SketchProfile;
import io.driftloop.signals.unlabelled.EmbeddingReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ModelPackageTest {
  private static byte[] zipped(ModelPackage content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PackageWriter.write(content, out);
    return out.toByteArray();
  }

  private static ModelPackage read(byte[] zipped) throws IOException {
    return ModelPackage.read(
        new ByteArrayInputStream(zipped),
        TestModels.MODEL,
        new ModelRef("v1", "file:///x", Sha256.of(zipped), null));
  }

  /** Entries by path, with a manifest that is right, so that a test can break one thing only. */
  private static Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    PackageZip.inflate(zipped(TestModels.scoring("v1")))
        .forEach((entry, bytes) -> entries.put(entry.path, bytes));
    return entries;
  }

  private static void seal(Map<String, byte[]> entries) throws IOException {
    Map<String, Manifest.Content> contents = new LinkedHashMap<>();
    entries.remove("manifest.json");
    entries.forEach((path, bytes) -> contents.put(path, Manifest.Content.of(bytes)));
    Manifest manifest = new Manifest(Manifest.FORMAT, TestModels.MODEL, "v1", contents);
    entries.put("manifest.json", Json.mapper().writeValueAsBytes(manifest));
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return out.toByteArray();
  }

  private static void assertRefused(byte[] zipped, String message) {
    assertThatThrownBy(() -> read(zipped))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    ModelPackage written = TestModels.scoring("v1");
    ModelPackage read = read(zipped(written));
    assertThat(read.card().schema()).isEqualTo(written.card().schema());
    assertThat(read.card().metrics()).isEqualTo(written.card().metrics());
    assertThat(read.card().lineage()).isEqualTo(written.card().lineage());
    assertThat(read.card().reference().data().rows()).isEqualTo(50);
    NetworkParts network = read.network().orElseThrow();
    NetworkParts expected = written.network().orElseThrow();
    assertThat(network.normaliser()).isEqualTo(expected.normaliser());
    assertThat(network.configuration()).isEqualTo(expected.configuration());
    assertThat(network.coefficients()).isEqualTo(expected.coefficients());
  }

  @Test
  void readsEmbeddingReferenceAndSketchesWhereThereAre() throws IOException {
    ModelPackage plain = TestModels.scoring("v1");
    ModelPackage embedded = TestModels.embedded(plain, 2);
    EmbeddingReference read = read(zipped(embedded)).card().embedding().orElseThrow();
    assertThat(read.dimensions()).isEqualTo(3);
    assertThat(read.threshold(0)).isEqualTo(embedded.card().embedding().get().threshold(0));
    SketchProfile sketches = read(zipped(embedded)).card().sketches().orElseThrow();
    assertThat(sketches.rows()).isEqualTo(50);
    assertThat(sketches.fits(plain.card().reference().bins())).isTrue();
    assertThat(read(zipped(plain)).card().embedding()).isEmpty();
    assertThat(read(zipped(plain)).card().sketches()).isEmpty();
    assertRefused(
        zipped(TestModels.embedded(plain, 3)),
        "the embedding reference has 3 classes, the feature schema 2");
  }

  @Test
  void aPackageWithoutNetworkIsMonitorOnly() throws IOException {
    assertThat(read(zipped(TestModels.monitored("v1"))).network()).isEmpty();
  }

  private static ModelPackage withSegments(FeatureSchema schema) {
    ModelCard card = TestModels.card("v1");
    float[][] rows = TestModels.rows(50, 1);
    SegmentRows inSegments =
        new SegmentRows(rows, Collections.nCopies(50, Map.of("country", "nz")), new long[50]);
    PredictionReference whole =
        new PredictionReference(
            ReferenceProfiles.of(schema, rows, new float[0][], new int[0]), Optional.empty());
    SegmentReferences segments =
        SegmentProfiles.of(
            whole,
            new SegmentSettings(List.of("country"), 20),
            inSegments,
            new SegmentRows(new float[0][], List.of(), new long[0]));
    return new ModelPackage(card.with(segments), Optional.empty());
  }

  @Test
  void referencesOfSegmentsComeBack() throws IOException {
    SegmentReferences read = read(zipped(withSegments(TestModels.SCHEMA))).card().segments();
    assertThat(read.all()).hasSize(1);
    assertThat(read.find("country=nz").orElseThrow().profile().data().rows()).isEqualTo(50);
  }

  @Test
  void aPackageWithoutSegmentsIsWrittenAndReadAsBeforeThereWereAny() throws IOException {
    assertThat(entries()).doesNotContainKey("segment-references.bin");
    assertThat(read(zipped(TestModels.scoring("v1"))).card().segments().all()).isEmpty();
  }

  @Test
  void refusesReferencesOfSegmentsThatDoNotFit() throws IOException {
    FeatureSchema other =
        new FeatureSchema(
            List.of(
                FeatureSchema.Feature.numeric("price", "AUD"),
                FeatureSchema.Feature.numeric("supply", "MW"),
                FeatureSchema.Feature.categorical("day", List.of("mon", "tue", "wed"))),
            List.of("DOWN", "UP"));
    assertRefused(
        zipped(withSegments(other)),
        "the reference of segment country=nz has other features, bins or classes");
    Map<String, byte[]> entries = entries();
    entries.put("segment-references.bin", new byte[] {7, 7, 7});
    seal(entries);
    assertRefused(zip(entries), "entry segment-references.bin cannot be read");
  }

  @Test
  void theSameContentGivesTheSameBytes() throws IOException {
    assertThat(zipped(TestModels.scoring("v1"))).isEqualTo(zipped(TestModels.scoring("v1")));
  }

  @Test
  void refusesAWrongHashBeforeAnythingElse() {
    byte[] noZip = "no zip".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () ->
                ModelPackage.read(
                    new ByteArrayInputStream(noZip), "m", new ModelRef("v1", "", "00", null)))
        .isInstanceOf(ModelRefusedException.class)
        .hasMessageContaining("expected 00");
    assertRefused(noZip, "entry manifest.json is missing");
  }

  @Test
  void refusesAnotherModelOrVersion() throws IOException {
    assertRefused(
        zipped(TestModels.scoring("v2")), "the package is of prices v2, expected prices v1");
  }

  @Test
  void refusesUnknownEntriesAndPathTricks() throws IOException {
    for (String name : List.of("preprocessor.bin", "objects/x", "updaterState.bin")) {
      Map<String, byte[]> entries = entries();
      entries.put(name, new byte[1]);
      assertRefused(zip(entries), "entry '%s' is not on the list".formatted(name));
    }
    for (String name : List.of("../manifest.json", "/etc/passwd", "network\\x")) {
      Map<String, byte[]> entries = entries();
      entries.put(name, new byte[1]);
      assertRefused(zip(entries), "entry '%s' leads out of the package".formatted(name));
    }
  }

  @Test
  void refusesAnEntryTwice() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("metricz.json", entries.get("metrics.json"));
    byte[] zipped = zip(entries);
    byte[] from = "metricz.json".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + from.length < zipped.length; i++) {
      if (java.util.Arrays.equals(zipped, i, i + from.length, from, 0, from.length)) {
        zipped[i + 6] = 's';
      }
    }
    assertRefused(zipped, "entry metrics.json is there twice");
  }

  @Test
  void refusesAZipBomb() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("lineage.json", new byte[1 << 20]);
    seal(entries);
    byte[] zipped = zip(entries);
    assertThat(zipped).hasSizeLessThan(1 << 16);
    assertRefused(zipped, "entry lineage.json is larger than its limit of 65536 bytes");
  }

  @Test
  void refusesAMissingEntry() throws IOException {
    for (String path : new ArrayList<>(entries().keySet())) {
      Map<String, byte[]> entries = entries();
      entries.remove(path);
      assertRefused(zip(entries), "entry %s is missing".formatted(path));
    }
  }

  @Test
  void refusesAnEntryThatIsNotWhatTheManifestSays() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.put("metrics.json", "{}".getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "entry metrics.json is not what the manifest says");
    seal(entries);
    assertThat(read(zip(entries)).card().metrics()).isEmpty();
  }

  @Test
  void refusesAManifestOfAnotherFormatOrContent() throws IOException {
    Map<String, byte[]> entries = entries();
    String manifest = new String(entries.get("manifest.json"), StandardCharsets.UTF_8);
    entries.put(
        "manifest.json",
        manifest.replace("\"format\" : 1", "\"format\" : 9").getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "format 9 is unknown");
    entries.put("manifest.json", "null".getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "entry manifest.json is empty");
    entries.put("manifest.json", "{}".getBytes(StandardCharsets.UTF_8));
    assertRefused(zip(entries), "entry manifest.json cannot be read");
  }

  @Test
  void refusesUnreadableEntries() throws IOException {
    for (String path :
        List.of("feature-schema.json", "reference-profile.bin", "metrics.json", "lineage.json")) {
      Map<String, byte[]> entries = entries();
      entries.put(path, new byte[] {7, 7, 7});
      seal(entries);
      assertRefused(zip(entries), "entry %s cannot be read".formatted(path));
    }
    Map<String, byte[]> entries = entries();
    entries.put("normaliser.avro", new byte[3]);
    seal(entries);
    assertRefused(zip(entries), "entry normaliser.avro cannot be read");
  }

  @Test
  void refusesPartsThatDoNotFitOneAnother() throws IOException {
    Map<String, byte[]> entries = entries();
    String schema = new String(entries.get("feature-schema.json"), StandardCharsets.UTF_8);
    replace(entries, "feature-schema.json", schema.replace("\"price\"", "\"prize\""));
    assertRefused(zip(entries), "the reference profile has other features");
    replace(entries, "feature-schema.json", schema.replace("\"UP\"", "\"UP\", \"FLAT\""));
    assertRefused(zip(entries), "the reference profile has 2 classes, the feature schema 3");
    replace(entries, "feature-schema.json", schema.replace("\"wed\"", "\"wed\", \"thu\""));
    assertRefused(zip(entries), "the bins of feature day do not fit its categories");
  }

  @Test
  void refusesANormaliserThatDoesNotFit() throws IOException {
    Map<String, byte[]> entries = entries();
    Normaliser normaliser = TestModels.scoring("v1").network().orElseThrow().normaliser();
    normaliser.getColumns().get(0).setDeviation(0);
    entries.put("normaliser.avro", Codec.of(Normaliser.class).encode(normaliser));
    seal(entries);
    assertRefused(zip(entries), "column price of the normaliser has no usable mean and deviation");
    normaliser.getColumns().get(2).setCategories(2);
    normaliser.getColumns().get(0).setDeviation(1);
    entries.put("normaliser.avro", Codec.of(Normaliser.class).encode(normaliser));
    seal(entries);
    assertRefused(zip(entries), "column day of the normaliser does not fit feature day");
    normaliser.getColumns().remove(2);
    entries.put("normaliser.avro", Codec.of(Normaliser.class).encode(normaliser));
    seal(entries);
    assertRefused(zip(entries), "the normaliser has 2 columns, the feature schema 3 features");
  }

  private static void replace(Map<String, byte[]> entries, String path, String text)
      throws IOException {
    entries.put(path, text.getBytes(StandardCharsets.UTF_8));
    seal(entries);
  }
}
