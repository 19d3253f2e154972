package io.driftloop.serving;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Jobs, the worker and people's own services load models: none must bring another's framework. */
@AnalyzeClasses(
    packages = "io.driftloop.serving",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ServingArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_NO_FLINK_NO_KAFKA_AND_NOTHING_BUILT_ON_IT =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j..",
              "org.apache.avro..",
              "com.fasterxml.jackson..",
              "org.deeplearning4j..",
              "org.nd4j..",
              "org.bytedeco..",
              "io.driftloop.config..",
              "io.driftloop.schemas..",
              "io.driftloop.signals..",
              "io.driftloop.serving..");

  @ArchTest
  static final ArchRule NETWORKS_STAY_BEHIND_THEIR_INTERFACE =
      classes()
          .that()
          .resideOutsideOfPackage("io.driftloop.serving.dl4j..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..");
}
