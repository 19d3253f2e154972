package io.driftloop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Whoever talks to Driftloop's topics needs this module: it must bring little with it. */
@AnalyzeClasses(packages = "io.driftloop", importOptions = ImportOption.DoNotIncludeTests.class)
class SchemasArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_ONLY_AVRO =
      classes()
          .that()
          .resideInAPackage("io.driftloop.schemas..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.apache.avro..", "io.driftloop.schemas..");

  @ArchTest
  static final ArchRule CONFIG_NEEDS_ONLY_YAML =
      classes()
          .that()
          .resideInAPackage("io.driftloop.config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.yaml.snakeyaml..", "io.driftloop.config..");
}
