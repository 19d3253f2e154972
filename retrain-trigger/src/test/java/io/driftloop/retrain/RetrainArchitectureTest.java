package io.driftloop.retrain;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Hours of training would hold up checkpoints: the worker is a Kafka client and no Flink job. */
@AnalyzeClasses(
    packages = "io.driftloop.retrain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RetrainArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_NO_FLINK_AND_NOTHING_BUILT_ON_IT =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j..",
              "org.apache.avro..",
              "org.apache.kafka..",
              "org.deeplearning4j..",
              "org.nd4j..",
              "io.driftloop.config..",
              "io.driftloop.schemas..",
              "io.driftloop.signals..",
              "io.driftloop.serving..",
              "io.driftloop.retrain..");
}
