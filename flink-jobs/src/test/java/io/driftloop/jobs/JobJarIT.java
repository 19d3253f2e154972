package io.driftloop.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The job jar holds what a cluster lacks, and nothing that a cluster has. */
class JobJarIT {
  private static final Path JAR = Path.of(System.getProperty("driftloop.job-jar"));

  @Test
  void holdsWhatAClusterLacks() throws IOException {
    assertThat(entries())
        .contains(
            "io/driftloop/jobs/mapping/PredictionMapping.class",
            "io/driftloop/schemas/Prediction.class",
            "io/driftloop/signals/profile/Bins.class",
            "io/driftloop/serving/FeatureSchema.class",
            "org/apache/avro/Schema.class",
            "org/apache/flink/formats/avro/typeutils/AvroTypeInfo.class",
            "org/apache/flink/connector/kafka/source/KafkaSource.class",
            "org/apache/kafka/clients/producer/KafkaProducer.class",
            "com/fasterxml/jackson/databind/ObjectMapper.class",
            "org/yaml/snakeyaml/Yaml.class",
            "org/apache/commons/statistics/distribution/ChiSquaredDistribution.class",
            "META-INF/LICENSE",
            "META-INF/NOTICE");
  }

  @Test
  void holdsNothingThatTheClusterHas() throws IOException {
    assertThat(entries())
        .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
        .noneMatch(name -> name.startsWith("org/apache/flink/connector/base/"))
        .noneMatch(name -> name.matches("org/(nd4j|deeplearning4j|bytedeco)/.*"))
        .noneMatch(name -> name.matches("org/(slf4j|apache/logging)/.*"))
        .noneMatch(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"))
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|DSA|RSA)"));
  }

  @Test
  void mergesTheServicesOfItsParts() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      ZipEntry factories =
          jar.getEntry("META-INF/services/org.apache.flink.table.factories.Factory");
      String names =
          new String(jar.getInputStream(factories).readAllBytes(), StandardCharsets.UTF_8);

      assertThat(names).contains("AvroFormatFactory", "KafkaDynamicTableFactory");
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
