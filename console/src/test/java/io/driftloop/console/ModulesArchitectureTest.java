package io.driftloop.console;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the modules, which all meet on this one's class path. */
@AnalyzeClasses(packages = "io.driftloop", importOptions = ImportOption.DoNotIncludeTests.class)
class ModulesArchitectureTest {

  @ArchTest
  static final ArchRule NO_MODULE_NEEDS_ONE_THAT_IS_BUILT_ON_IT =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.driftloop..")
          .layer("schemas")
          .definedBy("io.driftloop.schemas..", "io.driftloop.config..")
          .layer("signals")
          .definedBy("io.driftloop.signals..")
          .layer("model-serving")
          .definedBy("io.driftloop.serving..")
          .layer("flink-jobs")
          .definedBy("io.driftloop.jobs..")
          .layer("retrain-trigger")
          .definedBy("io.driftloop.retrain..")
          .layer("console")
          .definedBy("io.driftloop.console..")
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("signals")
          .mayNotAccessAnyLayer()
          .whereLayer("model-serving")
          .mayOnlyAccessLayers("schemas", "signals")
          .whereLayer("flink-jobs")
          .mayOnlyAccessLayers("schemas", "signals", "model-serving")
          .whereLayer("retrain-trigger")
          .mayOnlyAccessLayers("schemas", "signals", "model-serving")
          .whereLayer("console")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();
}
