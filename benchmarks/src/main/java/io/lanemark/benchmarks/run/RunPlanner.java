package io.lanemark.benchmarks.run;

import io.lanemark.benchmarks.backend.Backend;
import io.lanemark.benchmarks.backend.PostgresBackend;
import io.lanemark.benchmarks.jmh.JvmVariants;
import io.lanemark.benchmarks.jmh.MeasuredJvm;
import io.lanemark.benchmarks.plan.Capacity;
import io.lanemark.benchmarks.plan.Planner;
import io.lanemark.benchmarks.plan.Selection;
import io.lanemark.benchmarks.python.Interpreter;
import io.lanemark.environment.EnvironmentProbe;
import io.lanemark.registry.UnknownNameException;
import io.lanemark.results.Environment;
import io.lanemark.workload.WorkloadProvider;
import java.util.Optional;
import java.util.OptionalLong;

/// Plans a run for this machine in its present state.
///
/// @param catalog all models and workloads
public record RunPlanner(Catalog catalog) {

  /// Plans for the memory that is free now.
  ///
  /// @param request what was asked for
  /// @return what would be run
  /// @throws IllegalArgumentException if something that was asked for does not exist or does not
  ///   fit; the message says what would fit
  /// @throws InterruptedException if interrupted while a JVM or an interpreter answers
  public ModelComparison plan(RunRequest request) throws InterruptedException {
    return plan(request, OptionalLong.empty());
  }

  /// Makes a plan again, for the memory that was free at the time.
  ///
  /// @param then where the plan was made before
  /// @param request what was asked for
  /// @return what would be run
  /// @throws IllegalArgumentException as [#plan(RunRequest)]
  /// @throws InterruptedException as [#plan(RunRequest)]
  public ModelComparison planAgain(RunRequest request, Environment then)
      throws InterruptedException {
    return plan(request, OptionalLong.of(then.machine().availableMemoryBytes()));
  }

  private ModelComparison plan(RunRequest request, OptionalLong memoryBytes)
      throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    MeasuredJvm usual = MeasuredJvm.likeThisOne(cores);
    Environment environment = EnvironmentProbe.read(usual.javaHome(), usual.arguments());
    JvmVariants jvms = JvmVariants.of(usual, request.jvmHomes(), request.jvmArguments());
    Selection selection = request.selection().orWorkloads(catalog.ownWorkloads());
    if (selection.concurrency().memoryBudgetBytes().isPresent()
        && !environment.proportionalMemory()) {
      throw new IllegalArgumentException(
          "--memory-budget needs PSS, which this system does not report");
    }
    Optional<Interpreter> python =
        request.wantsPython() ? Optional.of(Interpreter.find()) : Optional.empty();
    Planner planner =
        new Planner(
            catalog.models(),
            catalog.workloads(),
            new Capacity(
                cores,
                memoryBytes.orElse(environment.machine().availableMemoryBytes()),
                jvms.heapBytes()),
            python.map(Interpreter::peer).stream().toList());
    ModelComparison comparison =
        new ModelComparison(
            request.command(),
            selection,
            planner.plan(selection),
            catalog.workloads(),
            jvms,
            python,
            request.stageLimit(),
            request.database(),
            environment);
    checkBackends(comparison);
    return comparison;
  }

  private static void checkBackends(ModelComparison comparison) {
    for (WorkloadProvider workload : comparison.plan().workloads().keySet()) {
      for (String backend : workload.backends()) {
        try {
          Backend.named(backend);
        } catch (UnknownNameException e) {
          throw new IllegalArgumentException(
              "the workload '%s' needs an %s".formatted(workload.name(), e.getMessage()), e);
        }
      }
    }
    if (comparison.database().isPresent()
        && !comparison.backends().contains(PostgresBackend.NAME)) {
      throw new IllegalArgumentException(
          "--jdbc-url needs a workload that uses the backend '%s', but none was chosen"
              .formatted(PostgresBackend.NAME));
    }
  }
}
