package io.lanemark.benchmarks.run;

import io.lanemark.model.ExecutionModel;
import io.lanemark.registry.Registry;
import io.lanemark.workload.WorkloadProvider;
import java.util.List;

/// All models and workloads: the built-in ones, and those of the user's jars.
///
/// @param models execution models by name
/// @param workloads workloads by name
/// @param ownWorkloads names of the workloads in the user's jars; if there are any, a run without
///   named workloads uses these
public record Catalog(
    Registry<ExecutionModel> models,
    Registry<WorkloadProvider> workloads,
    List<String> ownWorkloads) {

  /// Copies the list.
  public Catalog {
    ownWorkloads = List.copyOf(ownWorkloads);
  }

  /// Adds jars to the class path of this JVM, and searches all of it. To be called once.
  ///
  /// @param classPath jars and folders of the user's; possibly none
  /// @return all names
  /// @throws IllegalArgumentException if an entry or a provider is invalid
  public static Catalog load(List<String> classPath) {
    UserClassPath own = UserClassPath.of(classPath);
    own.extendThisJvm();
    Registry<WorkloadProvider> workloads = own.workloads();
    return new Catalog(
        Registry.load(ExecutionModel.class, "model", ExecutionModel::name),
        workloads,
        own.ownNames(workloads));
  }
}
