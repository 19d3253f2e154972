package io.driftloop.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The product must not know that it is measured. */
@AnalyzeClasses(packages = "io.driftloop", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchmarksArchitectureTest {

  @ArchTest
  static final ArchRule NOTHING_NEEDS_BENCHMARKS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.driftloop.benchmarks..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.driftloop.benchmarks..");
}
