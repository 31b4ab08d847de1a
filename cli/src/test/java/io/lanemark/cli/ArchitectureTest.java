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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
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
          Map.entry("process.ipc", List.of()),
          Map.entry("process.procfs", List.of()),
          Map.entry("process.launch", List.of("process.ipc", "process.procfs")),
          Map.entry("process.worker", List.of("task", "process.ipc", "process.launch")),
          Map.entry(
              "process",
              List.of("task", "process.ipc", "process.launch", "process.procfs", "process.worker")),
          Map.entry("multiprocessing", List.of("task", "process", "process.ipc")),
          Map.entry("exit", List.of()),
          Map.entry("files", List.of()),
          Map.entry("registry", List.of()),
          Map.entry("stats", List.of()),
          Map.entry("text", List.of()),
          Map.entry("workload", List.of()),
          Map.entry("program", List.of("process.launch")),
          Map.entry("results", List.of("files")),
          Map.entry("decision", List.of("results", "stats")),
          Map.entry("model", List.of("task", "process", "multiprocessing")),
          Map.entry(
              "environment",
              List.of("files", "process.launch", "process.procfs", "program", "results")),
          Map.entry("measure", List.of("task", "process.procfs", "results")),
          Map.entry("load", List.of("task", "process.ipc", "workload", "measure")),
          Map.entry("run", List.of("environment", "exit", "files", "results", "text")),
          Map.entry("guard.regression", List.of("exit", "results", "stats", "text")),
          Map.entry(
              "guard.input", List.of("files", "results", "stats", "decision", "guard.regression")),
          Map.entry("guard.sequential", List.of("results", "stats", "guard.regression")),
          Map.entry("guard.acceptance", List.of("results", "guard.regression")),
          Map.entry(
              "guard.ab",
              List.of(
                  "environment",
                  "exit",
                  "files",
                  "program",
                  "results",
                  "run",
                  "stats",
                  "text",
                  "guard.input",
                  "guard.regression",
                  "guard.sequential")),
          Map.entry(
              "guard.baseline",
              List.of(
                  "environment",
                  "exit",
                  "files",
                  "results",
                  "guard.ab",
                  "guard.input",
                  "guard.regression")),
          Map.entry("guard.checkout", List.of("exit", "files", "program")),
          Map.entry(
              "guard.history",
              List.of(
                  "environment",
                  "exit",
                  "files",
                  "results",
                  "stats",
                  "text",
                  "guard.ab",
                  "guard.checkout",
                  "guard.input",
                  "guard.regression")),
          Map.entry(
              "guard.export",
              List.of(
                  "files",
                  "results",
                  "stats",
                  "text",
                  "guard.ab",
                  "guard.history",
                  "guard.regression",
                  "guard.sequential")),
          Map.entry(
              "benchmarks.backend",
              List.of("files", "process.launch", "registry", "text", "workload")),
          Map.entry("benchmarks.workload", List.of("workload", "benchmarks.backend")),
          Map.entry(
              "benchmarks.operation",
              List.of(
                  "task",
                  "files",
                  "process",
                  "process.ipc",
                  "process.launch",
                  "process.procfs",
                  "multiprocessing",
                  "registry",
                  "model")),
          Map.entry(
              "benchmarks.suite",
              List.of(
                  "task",
                  "process.launch",
                  "registry",
                  "workload",
                  "model",
                  "load",
                  "measure",
                  "results",
                  "text",
                  "benchmarks.operation")),
          Map.entry(
              "benchmarks.knownslowdown",
              List.of(
                  "task",
                  "process.launch",
                  "registry",
                  "workload",
                  "model",
                  "load",
                  "benchmarks.operation")),
          Map.entry(
              "benchmarks.plan",
              List.of(
                  "process.ipc",
                  "registry",
                  "workload",
                  "model",
                  "results",
                  "run",
                  "benchmarks.operation",
                  "benchmarks.suite")),
          Map.entry(
              "benchmarks.jmh",
              List.of(
                  "environment",
                  "process.launch",
                  "results",
                  "run",
                  "benchmarks.backend",
                  "benchmarks.plan",
                  "benchmarks.suite")),
          Map.entry(
              "benchmarks.python",
              List.of(
                  "registry",
                  "workload",
                  "load",
                  "measure",
                  "results",
                  "run",
                  "text",
                  "benchmarks.backend",
                  "benchmarks.operation",
                  "benchmarks.workload",
                  "benchmarks.plan")),
          Map.entry(
              "benchmarks.run",
              List.of(
                  "environment",
                  "exit",
                  "files",
                  "registry",
                  "workload",
                  "model",
                  "results",
                  "run",
                  "text",
                  "benchmarks.backend",
                  "benchmarks.jmh",
                  "benchmarks.operation",
                  "benchmarks.plan",
                  "benchmarks.python")),
          Map.entry("reports.finding", List.of("results", "stats", "decision")),
          Map.entry(
              "reports.chart",
              List.of("results", "stats", "text", "decision", "guard.history", "guard.regression")),
          Map.entry(
              "reports.page",
              List.of(
                  "results",
                  "stats",
                  "text",
                  "decision",
                  "guard.export",
                  "guard.history",
                  "guard.regression",
                  "reports.chart",
                  "reports.finding")),
          Map.entry("cli.host", List.of("exit", "files", "process.launch", "run", "text")),
          Map.entry(
              "cli.option",
              List.of(
                  "exit",
                  "files",
                  "results",
                  "run",
                  "text",
                  "guard.ab",
                  "guard.acceptance",
                  "guard.export",
                  "guard.input",
                  "guard.regression",
                  "guard.sequential",
                  "benchmarks.plan",
                  "benchmarks.suite",
                  "reports.page")),
          Map.entry(
              "cli.command",
              List.of(
                  "environment",
                  "exit",
                  "files",
                  "registry",
                  "results",
                  "run",
                  "stats",
                  "text",
                  "guard.ab",
                  "guard.acceptance",
                  "guard.baseline",
                  "guard.checkout",
                  "guard.export",
                  "guard.history",
                  "guard.input",
                  "guard.regression",
                  "benchmarks.backend",
                  "benchmarks.jmh",
                  "benchmarks.operation",
                  "benchmarks.plan",
                  "benchmarks.run",
                  "benchmarks.suite",
                  "reports.page",
                  "cli.host",
                  "cli.option")),
          Map.entry(
              "cli",
              List.of(
                  "exit",
                  "results",
                  "run",
                  "benchmarks.backend",
                  "cli.command",
                  "cli.host",
                  "cli.option")));

  /// A reader finds a class by its name in a list of this length.
  private static final int MOST_FILES = 45;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          // After the phase package, Maven puts test classes on the class path as jars.
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
  void noArrowLeadsBack() {
    MAY_USE.forEach(
        (name, below) ->
            assertThat(below).as(name).noneMatch(other -> leadsTo(other, name, new HashSet<>())));
  }

  private static boolean leadsTo(String from, String to, Set<String> seen) {
    return from.equals(to)
        || (seen.add(from)
            && MAY_USE.getOrDefault(from, List.of()).stream()
                .anyMatch(next -> leadsTo(next, to, seen)));
  }

  @Test
  void everyPackageHasItsArrows() {
    assertThat(MAY_USE.keySet()).containsExactlyInAnyOrderElementsOf(byPackage().keySet());
  }

  @Test
  void theMapNamesEveryPackage() throws IOException {
    String map = Files.readString(Path.of("../docs/architecture.md"));

    assertThat(MAY_USE.keySet()).allSatisfy(name -> assertThat(map).contains("`" + name + "`"));
  }

  @Test
  void noPackageHoldsMoreThanAReaderCanSearch() {
    assertThat(byPackage())
        .allSatisfy(
            (name, classes) -> assertThat(classes).as(name).hasSizeLessThanOrEqualTo(MOST_FILES));
  }

  @Test
  void noTwoTypesHaveTheSameSimpleName() {
    Map<String, List<String>> byName =
        topLevel()
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));

    assertThat(byName.values()).noneMatch(names -> names.size() > 1);
  }

  private static Map<String, List<JavaClass>> byPackage() {
    return topLevel()
        .collect(Collectors.groupingBy(type -> type.getPackageName().substring(ROOT.length())));
  }

  private static Stream<JavaClass> topLevel() {
    return CLASSES.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }
}
