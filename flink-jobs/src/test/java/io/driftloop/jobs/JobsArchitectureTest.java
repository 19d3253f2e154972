package io.driftloop.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A job jar goes to a cluster: the worker and the console stay out of it, and so does DL4J. */
@AnalyzeClasses(
    packages = "io.driftloop.jobs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class JobsArchitectureTest {

  @ArchTest
  static final ArchRule REACHES_NETWORKS_THROUGH_MODEL_SERVING_AND_NOTHING_BUILT_ON_IT =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.slf4j..",
              "org.apache.avro..",
              "org.apache.flink..",
              "org.apache.kafka..",
              "org.rocksdb..",
              "com.fasterxml.jackson..",
              "io.driftloop.config..",
              "io.driftloop.schemas..",
              "io.driftloop.signals..",
              "io.driftloop.serving..",
              "io.driftloop.jobs..");
}
