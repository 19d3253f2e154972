package io.driftloop.signals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

/** The maths stays free of frameworks, so that every rule can be tested as a function. */
@AnalyzeClasses(
    packages = "io.driftloop.signals",
    importOptions = ImportOption.DoNotIncludeTests.class)
class SignalsArchitectureTest {

  @ArchTest
  static final ArchRule NEEDS_ONLY_MATHS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jdk.incubator.vector..",
              "org.apache.commons.statistics..",
              "org.apache.commons.numbers..",
              "org.apache.datasketches..",
              "io.driftloop.signals..");

  @ArchTest
  static final ArchRule TAKES_TIME_AS_AN_ARGUMENT =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .because("a verdict must be the same however often it is reached");

  @ArchTest
  static final ArchRule OPENS_NO_FILE_AND_NO_CONNECTION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.concurrent..");
}
