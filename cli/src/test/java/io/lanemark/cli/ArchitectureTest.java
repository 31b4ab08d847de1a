package io.lanemark.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows between packages: downwards only. Each package names what it may use of the project;
/// Maven holds the arrows between modules.
class ArchitectureTest {

  private static final String ROOT = "io.lanemark.";

  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("task", List.of()),
          Map.entry("process.aot", List.of()),
          Map.entry("process.ipc", List.of()),
          Map.entry("process.procfs", List.of()),
          Map.entry("process", List.of("task", "process.aot", "process.ipc", "process.procfs")),
          Map.entry("multiprocessing", List.of("task", "process")),
          Map.entry("registry", List.of()),
          Map.entry("files", List.of()),
          Map.entry("github", List.of()),
          Map.entry("workload", List.of()),
          Map.entry("results", List.of("files")),
          Map.entry("model", List.of("task", "process", "multiprocessing")),
          Map.entry("environment", List.of("process.procfs", "results")),
          Map.entry("measure", List.of("task", "process.procfs", "results")),
          Map.entry(
              "load", List.of("task", "process", "process.ipc", "workload", "model", "measure")),
          Map.entry("run", List.of("results")),
          Map.entry("ab", List.of("results")),
          Map.entry("baseline", List.of("environment", "files", "results")),
          Map.entry("benchmarks.postgres", List.of("workload", "benchmarks.backend")),
          Map.entry("benchmarks.backend", List.of("files", "process", "registry", "workload")),
          Map.entry(
              "benchmarks.workload",
              List.of("workload", "benchmarks.backend", "benchmarks.postgres")),
          Map.entry(
              "benchmarks.call",
              List.of(
                  "task",
                  "files",
                  "process",
                  "process.ipc",
                  "multiprocessing",
                  "registry",
                  "model")),
          Map.entry(
              "benchmarks.experiment",
              List.of("task", "process", "process.procfs", "multiprocessing")),
          Map.entry(
              "benchmarks.suite",
              List.of(
                  "benchmarks.call",
                  "task",
                  "process",
                  "registry",
                  "workload",
                  "model",
                  "load",
                  "measure",
                  "results")),
          Map.entry(
              "benchmarks.slowdown",
              List.of("benchmarks.call", "process", "registry", "workload", "model", "load")),
          Map.entry(
              "benchmarks.plan",
              List.of(
                  "process.ipc",
                  "registry",
                  "workload",
                  "model",
                  "results",
                  "run",
                  "benchmarks.call",
                  "benchmarks.suite")),
          Map.entry(
              "benchmarks.jmh",
              List.of(
                  "environment",
                  "registry",
                  "workload",
                  "results",
                  "run",
                  "benchmarks.backend",
                  "benchmarks.plan",
                  "benchmarks.suite")),
          Map.entry(
              "benchmarks.peer",
              List.of(
                  "registry",
                  "workload",
                  "load",
                  "measure",
                  "results",
                  "run",
                  "benchmarks.backend",
                  "benchmarks.call",
                  "benchmarks.workload",
                  "benchmarks.plan")),
          Map.entry(
              "benchmarks.jar",
              List.of(
                  "process",
                  "files",
                  "environment",
                  "run",
                  "ab",
                  "benchmarks.jmh",
                  "benchmarks.suite")),
          Map.entry("reports.stats", List.of()),
          Map.entry("reports.finding", List.of("results", "reports.stats")),
          Map.entry("reports.regression", List.of("results", "reports.stats")),
          Map.entry(
              "reports.input",
              List.of("results", "reports.stats", "reports.finding", "reports.regression")),
          Map.entry(
              "reports.sequential", List.of("results", "reports.stats", "reports.regression")),
          Map.entry(
              "reports.acceptance", List.of("results", "reports.stats", "reports.regression")),
          Map.entry("reports.history", List.of("results", "reports.stats", "reports.regression")),
          Map.entry(
              "reports.chart",
              List.of(
                  "results",
                  "reports.stats",
                  "reports.finding",
                  "reports.regression",
                  "reports.history")),
          Map.entry(
              "reports.render",
              List.of(
                  "results",
                  "reports.stats",
                  "reports.finding",
                  "reports.regression",
                  "reports.history",
                  "reports.chart")),
          Map.entry(
              "reports",
              List.of(
                  "results",
                  "reports.stats",
                  "reports.finding",
                  "reports.history",
                  "reports.chart",
                  "reports.render")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("jmh_generated"))
          .importPackages("io.lanemark");

  static Set<String> packages() {
    return MAY_USE.keySet();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatLiesBelow(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), MAY_USE.getOrDefault(name, List.of()).stream())
            .map(ROOT::concat)
            .toArray(String[]::new);

    classes()
        .that(resideInAPackage(ROOT + name))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("io.lanemark..")).or(resideInAnyPackage(allowed)))
        .check(CLASSES);
  }

  @Test
  void everyPackageHasItsArrows() {
    Set<String> present =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()))
            .filter(name -> !name.equals("cli"))
            .collect(Collectors.toSet());

    assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(present);
  }
}
